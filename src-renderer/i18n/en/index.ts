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

/** The English texts set the shape; the Spanish ones must have the same or they do not compile. */
export const en = { app, compose, create, error, library, models, night, queue, settings, spending, trim }
export type Texts = typeof en
