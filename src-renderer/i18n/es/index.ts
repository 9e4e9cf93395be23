import type { Texts } from '../en'
import { app } from './app'
import { compose } from './compose'
import { create } from './create'
import { error } from './error'
import { library } from './library'
import { models } from './models'
import { night } from './night'
import { queue } from './queue'
import { settings } from './settings'
import { spending } from './spending'
import { trim } from './trim'

export const es: Texts = { app, compose, create, error, library, models, night, queue, settings, spending, trim }
