import { z } from 'zod'
import {
  collectionIdSchema, collectionNameSchema, newCollectionSchema, type Collection, type LibraryHistory,
} from './collection'
import { exportOptionsSchema, type LibraryState, type LibraryTask, type WatchedFolder } from './libraryTask'
import { nameTemplateSchema } from './librarySettings'
import { itemIdSchema, picks, type ItemId, type KeptReference, type MediaIds, type MediaItem, type MediaRow } from './media'
import { itemsSchema, mediaQuerySchema, type FacetCount, type Facets, type MediaOrder, type MediaShapes } from './mediaQuery'
import { jobIdSchema, jobRequestSchema, type Adoption, type JobId, type JobProgress, type QueueDelta, type QueueSnapshot } from './job'
import { matrixSchema, promptSourceSchema } from './matrix'
import { batchTermsSchema, nightPlanSchema, scheduleSchema, type NightReport, type NightState } from './night'
import { costToleranceSchema } from './money'
import type { Notice } from './notice'
import { presetNameSchema, presetSchema, type Preset } from './preset'
import type { PromptPreview } from './promptPreview'
import type { Catalogue } from './provider'
import { settingsPatchSchema, type AccountState, type KeyCheck, type Settings, type Surroundings } from './settings'
import { balanceSchema, capSchema, recordQuerySchema, type RecordLine, type SpendingState } from './spending'
import { tableFormats, tableRowsSchema, type ImportTable, type RowsCheck } from './table'
import {
  trimRequestSchema, type GrabbedFrame, type Trim, type TrimAbilities, type TrimPlan, type TrimProgress, type TrimSource, type Waveform,
} from './trim'
import { wildcardNameSchema, type WildcardFile } from './wildcard'
import { webhookSecretSlots, type WebhookState } from './webhook'

/**
 * Every call the page can make and every fact it is told, one line each. A domain's `handlers.ts` in main implements
 * all requests of its domain or does not compile; arguments are parsed by their schema before a handler sees them.
 */
interface RequestSpec<Arguments extends z.ZodTuple, Value> {
  arguments: Arguments
  /** Carries the type only. */
  value?: Value
}
function request<const Arguments extends z.ZodTuple>(schema: Arguments) {
  return { returns: <Value>(): RequestSpec<Arguments, Value> => ({ arguments: schema }) }
}

const nothing = z.tuple([])
const tagSchema = z.string().trim().min(1).max(100)
const batchId = z.string().min(1).max(64)
const providerKey = z.string().min(1).max(300)
const jobIds = z.array(jobIdSchema).min(1).max(100_000)
const trimId = z.string().max(64)
const frameSeconds = z.number().min(0).max(1e6).nullable()

const enqueueSchema = z.strictObject({
  batchName: z.string().max(200),
  jobs: z.array(jobRequestSchema).min(1).max(10_000),
  /** Before everything that waits, instead of at the end. */
  first: z.boolean().default(false),
  terms: batchTermsSchema.optional(),
  /** Left out: as the settings say. */
  costTolerance: costToleranceSchema.optional(),
})
/** How what was written goes into the queue. */
const addingSchema = enqueueSchema.omit({ jobs: true })
const tableSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chosen') }),
  z.strictObject({ kind: z.literal('dropped'), token: z.string().max(64) }),
  z.strictObject({ kind: z.literal('text'), text: z.string().max(20_000_000) }),
  /** Another look at a table that was read. */
  z.strictObject({ kind: z.literal('again'), id: z.string().max(64) }),
])
const wildcardText = z.string().max(5_000_000)

export const requests = {
  'app.surroundings': request(nothing).returns<Surroundings>(),
  /** What happened so far that the user should know of the app itself. */
  'app.notices': request(nothing).returns<Notice[]>(),
  /** Opens a page out of main's own list in the browser. */
  'app.openPage': request(z.tuple([z.enum(['vendor', 'billing'])])).returns<void>(),

  /** What the user answers when the window is closed while jobs wait or run; null: it stays open. */
  'app.close': request(z.tuple([z.strictObject({ how: z.enum(['tray', 'quit']).nullable(), remember: z.boolean() })])).returns<void>(),

  'settings.get': request(nothing).returns<Settings>(),
  'settings.change': request(z.tuple([settingsPatchSchema])).returns<Settings>(),
  'settings.account': request(nothing).returns<AccountState>(),
  'settings.setKey': request(z.tuple([z.string().trim().min(1).max(2_000)])).returns<AccountState>(),
  'settings.deleteKey': request(nothing).returns<AccountState>(),
  /** Tests a key typed just now, or the stored one, by a free question; nothing is stored. */
  'settings.testKey': request(z.tuple([z.string().trim().min(1).max(2_000).nullable()])).returns<KeyCheck>(),
  'settings.chooseLibraryFolder': request(nothing).returns<Surroundings | null>(),
  'settings.chooseFfmpeg': request(nothing).returns<Surroundings | null>(),
  'settings.forgetFfmpeg': request(nothing).returns<Surroundings>(),
  'settings.showLibraryFolder': request(nothing).returns<void>(),

  'webhooks.state': request(nothing).returns<WebhookState>(),
  /** A secret is never shown again. */
  'webhooks.addSecret': request(z.tuple([z.string().trim().min(8).max(2_000)])).returns<WebhookState>(),
  'webhooks.removeSecret': request(z.tuple([z.enum(webhookSecretSlots)])).returns<WebhookState>(),
  /** Draws another path; the address given to jobs until now leads nowhere any more. */
  'webhooks.renewPath': request(nothing).returns<WebhookState>(),

  'models.list': request(nothing).returns<Catalogue>(),
  'models.refresh': request(nothing).returns<Catalogue>(),
  'models.setFavourite': request(z.tuple([z.string().max(300), z.boolean()])).returns<Catalogue>(),

  /** Files dropped on the window arrive as tokens that the preload got for them. */
  'create.keepFiles': request(z.tuple([z.array(z.string().max(64)).min(1).max(32)])).returns<KeptReference[]>(),
  'create.keepBytes': request(z.tuple([z.instanceof(Uint8Array), z.string().max(255)])).returns<KeptReference>(),
  'create.keepItem': request(z.tuple([itemIdSchema])).returns<KeptReference>(),
  'create.chooseFiles': request(z.tuple([z.enum(['image', 'video', 'audio', 'any'])])).returns<KeptReference[]>(),
  'create.describeReferences': request(z.tuple([z.array(z.string().max(64)).max(64)])).returns<KeptReference[]>(),

  /** What a prompt would make, with so many of them to see. */
  'create.preview': request(z.tuple([promptSourceSchema, z.number().int().min(0).max(100)])).returns<PromptPreview>(),
  /** `expectedJobs`: what was shown above the button; main adds exactly that or nothing. */
  'create.enqueue': request(z.tuple([matrixSchema, addingSchema.extend({ expectedJobs: z.number().int().min(1) })])).returns<JobId[]>(),
  /** A job, or the first one of what is written, as a command without the key. */
  'create.curl': request(z.tuple([z.union([z.strictObject({ jobId: jobIdSchema }), z.strictObject({ matrix: matrixSchema })])])).returns<string>(),

  'create.wildcards': request(nothing).returns<WildcardFile[]>(),
  'create.readWildcard': request(z.tuple([wildcardNameSchema])).returns<string>(),
  /** The last argument is what the file held when its editing began; null: it is new. */
  'create.saveWildcard': request(z.tuple([wildcardNameSchema, wildcardText, wildcardText.nullable()])).returns<void>(),
  'create.renameWildcard': request(z.tuple([wildcardNameSchema, wildcardNameSchema])).returns<void>(),
  /** Into the operating system's trash. */
  'create.deleteWildcard': request(z.tuple([wildcardNameSchema])).returns<void>(),
  'create.showWildcards': request(nothing).returns<void>(),

  'create.presets': request(nothing).returns<Preset[]>(),
  /** Takes the place of one with that name. */
  'create.savePreset': request(z.tuple([presetNameSchema, matrixSchema])).returns<Preset[]>(),
  'create.renamePreset': request(z.tuple([z.string().max(64), presetNameSchema])).returns<Preset[]>(),
  'create.deletePreset': request(z.tuple([z.string().max(64)])).returns<Preset[]>(),
  'create.restorePreset': request(z.tuple([presetSchema])).returns<Preset[]>(),
  /** False, null: the dialog was closed. */
  'create.exportPresets': request(nothing).returns<boolean>(),
  'create.importPresets': request(nothing).returns<number | null>(),

  /** Prompts that were used and hold all these words, the newest first. */
  'create.history': request(z.tuple([z.string().max(500), z.number().int().min(1).max(500)])).returns<string[]>(),
  'create.forgetPrompt': request(z.tuple([z.string().max(100_000)])).returns<void>(),

  /** Reads rows; null format: as it looks. Null: the dialog was closed. */
  'create.readTable': request(z.tuple([tableSourceSchema, z.enum(tableFormats).nullable()])).returns<ImportTable | null>(),
  'create.checkRows': request(z.tuple([z.string().max(64), tableRowsSchema])).returns<RowsCheck>(),
  'create.enqueueRows': request(z.tuple([z.string().max(64), tableRowsSchema, addingSchema])).returns<JobId[]>(),

  'queue.snapshot': request(nothing).returns<QueueSnapshot>(),
  'queue.enqueue': request(z.tuple([enqueueSchema])).returns<JobId[]>(),
  'queue.cancel': request(z.tuple([jobIds])).returns<void>(),
  /** A new attempt of failed or canceled jobs, asked for by the user; may be charged. */
  'queue.retry': request(z.tuple([jobIds, z.strictObject({ newSeed: z.boolean() })])).returns<void>(),
  /** Held jobs: send the same key and body again; never a second charge. */
  'queue.askAgain': request(z.tuple([jobIds])).returns<void>(),
  /** Held jobs: give the old attempt up and open a new one; may be charged a second time, and the user was told. */
  'queue.startNew': request(z.tuple([jobIds])).returns<void>(),
  /** Hands waiting jobs of another key, or of practice mode, to the account in use; from then on they are paid by it. What runs goes where it is known. */
  'queue.adopt': request(z.tuple([jobIds])).returns<Adoption>(),
  'queue.pause': request(nothing).returns<void>(),
  /** Ends a pause and every wait that the user can end (credits, key, provider). */
  'queue.resume': request(nothing).returns<void>(),
  /** Nothing more of it is sent until the user resumes it; what runs is finished. */
  'queue.pauseBatch': request(z.tuple([batchId])).returns<void>(),
  'queue.resumeBatch': request(z.tuple([batchId])).returns<void>(),
  /** `TYPE/id`, of the account in use. */
  'queue.pauseProvider': request(z.tuple([providerKey])).returns<void>(),
  'queue.resumeProvider': request(z.tuple([providerKey])).returns<void>(),
  /** Asks for something else in a job that was never sent; refused with `already-sent` for any other. */
  'queue.edit': request(z.tuple([jobIdSchema, jobRequestSchema])).returns<void>(),
  /** Puts waiting jobs before another, or at the end. */
  'queue.move': request(z.tuple([jobIds, jobIdSchema.nullable()])).returns<void>(),
  /** Takes finished rows off the list; their results stay in the library, what was spent stays in the record. */
  'queue.clear': request(z.tuple([jobIds])).returns<void>(),

  'spending.state': request(nothing).returns<SpendingState>(),
  /** Raised or lifted, it lets go on what it stopped. */
  'spending.setCap': request(z.tuple([capSchema])).returns<SpendingState>(),
  /** Whether jobs of these batches may be sent without a known price although a cap holds. */
  'spending.allowUnpriced': request(z.tuple([z.array(z.string().min(1).max(64)).min(1).max(1_000), z.boolean()])).returns<SpendingState>(),
  'spending.setBalance': request(z.tuple([balanceSchema])).returns<SpendingState>(),
  'spending.record': request(z.tuple([recordQuerySchema])).returns<RecordLine[]>(),
  /** The record as CSV, through a save dialog; false when it was called off. */
  'spending.export': request(z.tuple([recordQuerySchema.pick({ purse: true, since: true })])).returns<boolean>(),

  'night.state': request(nothing).returns<NightState>(),
  'night.setPlan': request(z.tuple([nightPlanSchema])).returns<NightState>(),
  'night.setBatchSchedule': request(z.tuple([z.string().min(1).max(64), scheduleSchema])).returns<NightState>(),
  /** The last nights, the newest first. */
  'night.reports': request(nothing).returns<NightReport[]>(),

  'library.ids': request(z.tuple([mediaQuerySchema])).returns<MediaIds>(),
  /** As `ids`, by number: for orders of a hundred thousand. */
  'library.order': request(z.tuple([mediaQuerySchema])).returns<MediaOrder>(),
  /** Of every item, the trash included: what a layout of whole pictures is made from. */
  'library.shapes': request(nothing).returns<MediaShapes>(),
  /** In the order asked for; what is gone is left out. */
  'library.rows': request(z.tuple([z.union([z.array(itemIdSchema).max(1_000), z.array(z.number().int()).max(1_000)])])).returns<MediaRow[]>(),
  'library.item': request(z.tuple([itemIdSchema])).returns<MediaItem>(),
  'library.facets': request(z.tuple([mediaQuerySchema])).returns<Facets>(),
  /** Items that look like this one, the most alike first; `distance` counts differing bits of 64. Empty where nothing is known of its looks. */
  'library.similar': request(z.tuple([itemIdSchema])).returns<{ id: ItemId; distance: number }[]>(),
  /** What is on the screen: thumbnails that were asked for and wait for others are given up, and can be asked for again. */
  'library.showing': request(z.tuple([z.array(itemIdSchema).max(2_000)])).returns<void>(),
  /** Every tag with how many items bear it, trash aside, by name. */
  'library.tags': request(nothing).returns<FacetCount<string>[]>(),
  /** Items of equal bytes, trash aside; the newest group first, in each the oldest item first. */
  'library.duplicates': request(nothing).returns<ItemId[][]>(),
  /** The newest item of each model, `TYPE/id` to item id, for the gallery's pictures. */
  'library.newestByModel': request(nothing).returns<Record<string, string[]>>(),

  // Every edit from here to `moveCollection` is a step that can be undone.
  'library.rate': request(z.tuple([itemsSchema, z.number().int().min(0).max(5)])).returns<void>(),
  'library.setFavourite': request(z.tuple([itemsSchema, z.boolean()])).returns<void>(),
  'library.setPick': request(z.tuple([itemsSchema, z.enum(picks)])).returns<void>(),
  'library.rename': request(z.tuple([itemIdSchema, z.string().trim().min(1).max(200)])).returns<void>(),
  'library.setNote': request(z.tuple([itemIdSchema, z.string().max(20_000)])).returns<void>(),
  'library.tag': request(z.tuple([itemsSchema, z.array(tagSchema).min(1).max(50)])).returns<void>(),
  'library.untag': request(z.tuple([itemsSchema, z.array(tagSchema).min(1).max(50)])).returns<void>(),
  /** On all items; a name that another tag has joins the two. */
  'library.renameTag': request(z.tuple([tagSchema, tagSchema])).returns<void>(),
  'library.removeTag': request(z.tuple([tagSchema])).returns<void>(),
  'library.trash': request(z.tuple([itemsSchema])).returns<void>(),
  'library.restore': request(z.tuple([itemsSchema])).returns<void>(),
  /** All of them, as trees: by parent, then in the user's order. */
  'library.collections': request(nothing).returns<Collection[]>(),
  'library.createCollection': request(z.tuple([newCollectionSchema])).returns<string>(),
  /** A new name, and for `smart` and `search` another question. */
  'library.changeCollection': request(
    z.tuple([collectionIdSchema, z.strictObject({ name: collectionNameSchema, query: mediaQuerySchema }).partial()]),
  ).returns<void>(),
  /** Into another (null: to the top), before one of its siblings (null: at the end). */
  'library.moveCollection': request(z.tuple([collectionIdSchema, collectionIdSchema.nullable(), collectionIdSchema.nullable()])).returns<void>(),
  /** With the collections inside it; the items stay in the library. */
  'library.removeCollection': request(z.tuple([collectionIdSchema])).returns<void>(),
  'library.collect': request(z.tuple([collectionIdSchema, itemsSchema])).returns<void>(),
  'library.takeOut': request(z.tuple([collectionIdSchema, itemsSchema])).returns<void>(),
  /** Before another item of the collection, or at its end. */
  'library.arrange': request(z.tuple([collectionIdSchema, itemsSchema, itemIdSchema.nullable()])).returns<void>(),
  'library.history': request(nothing).returns<LibraryHistory>(),
  /** Undoes the last edit; nothing when there is none. */
  'library.undo': request(nothing).returns<LibraryHistory>(),
  'library.redo': request(nothing).returns<LibraryHistory>(),

  /** Through the operating system's trash; what is not in the app's trash is left alone. */
  'library.emptyTrash': request(z.tuple([itemsSchema])).returns<void>(),
  /** Whether something is to be offered. */
  'library.state': request(nothing).returns<LibraryState>(),
  /** Brings into the database what the records in the library folder know and it does not. */
  'library.rebuild': request(nothing).returns<LibraryTask>(),
  /** Asks for a folder and takes in what lies in it: indexed in place inside the library, copied from elsewhere. Null: dismissed. */
  'library.importFolder': request(nothing).returns<LibraryTask | null>(),
  /** Files dropped on the window arrive as tokens that the preload got for them; folders among them are gone through. */
  'library.importFiles': request(z.tuple([z.array(z.string().max(64)).min(1).max(500)])).returns<LibraryTask>(),
  /** Asks for a folder and writes copies there. Null: dismissed. */
  'library.export': request(z.tuple([itemsSchema, exportOptionsSchema])).returns<LibraryTask | null>(),
  /** Makes copies that can be dragged out of the window, carrying what the settings say; a drag of them is then begun by `startDrag`. */
  'library.prepareDrag': request(z.tuple([itemsSchema])).returns<{ token: string; count: number }>(),
  /** While the mouse button is down: hands the copies to the system, which goes on with the drag. */
  'library.startDrag': request(z.tuple([z.string().max(64)])).returns<void>(),
  'library.watchedFolders': request(nothing).returns<WatchedFolder[]>(),
  /** Asks for a folder; what is put there from now on is taken in. Null: dismissed. */
  'library.watchFolder': request(nothing).returns<WatchedFolder | null>(),
  'library.unwatchFolder': request(z.tuple([z.string().max(64)])).returns<void>(),
  /** What files would be called by a template, for a few of the newest items; a template that cannot be used is refused as `bad-request`. */
  'library.previewNames': request(z.tuple([z.string().max(200)])).returns<string[]>(),
  /** Looks for files that are not where they were filed: in the library folder, or in a folder that it asks for. Null: dismissed. */
  'library.findMissing': request(z.tuple([z.strictObject({ elsewhere: z.boolean() })])).returns<LibraryTask | null>(),
  /** Renames the files themselves, by a template of names that may hold folders of the library. */
  'library.renameFiles': request(z.tuple([itemsSchema, nameTemplateSchema])).returns<LibraryTask>(),
  'library.tasks': request(nothing).returns<LibraryTask[]>(),
  'library.cancelTask': request(z.tuple([z.string().max(64)])).returns<void>(),
  'library.showInFolder': request(z.tuple([itemIdSchema])).returns<void>(),
  /** Fetches a missing file again by its remote id; free. */
  'library.downloadAgain': request(z.tuple([itemIdSchema])).returns<void>(),

  'trim.abilities': request(nothing).returns<TrimAbilities>(),
  'trim.source': request(z.tuple([itemIdSchema])).returns<TrimSource>(),
  'trim.plan': request(z.tuple([trimRequestSchema])).returns<TrimPlan>(),
  'trim.waveform': request(z.tuple([itemIdSchema])).returns<Waveform>(),
  /** Makes what the player can show of an item that it cannot; afterwards `media://preview/…` answers. */
  'trim.makePreview': request(z.tuple([itemIdSchema])).returns<void>(),
  /** One job for each result. */
  'trim.start': request(z.tuple([trimRequestSchema])).returns<Trim[]>(),
  'trim.cancel': request(z.tuple([trimId])).returns<void>(),
  /** Once more, as a new job in the place of one that failed or was canceled. */
  'trim.retry': request(z.tuple([trimId])).returns<Trim>(),
  /** Takes a finished row off the list; its result stays. */
  'trim.remove': request(z.tuple([trimId])).returns<void>(),
  /** Puts the result into the app's trash. */
  'trim.undo': request(z.tuple([trimId])).returns<Trim>(),
  'trim.list': request(nothing).returns<Trim[]>(),
  /** The frame shown at a source time as a picture of full size; null: the last one. */
  'trim.grabFrame': request(z.tuple([itemIdSchema, frameSeconds])).returns<ItemId>(),
  /** The same, kept as a reference of a new generation as well. */
  'trim.continueFrom': request(z.tuple([itemIdSchema, frameSeconds])).returns<GrabbedFrame>(),
} as const

export type RequestName = keyof typeof requests
type Signature<Spec> = Spec extends RequestSpec<infer Arguments, infer Value>
  ? { input: z.input<Arguments>; parsed: z.output<Arguments>; value: Value }
  : never
export type Requests = { [Name in RequestName]: Signature<(typeof requests)[Name]> }

/** Facts, in the past tense. */
export interface Events {
  'app.noticed': Notice
  'settings.changed': { settings: Settings; account: AccountState; surroundings: Surroundings }
  'webhooks.changed': WebhookState
  'models.changed': Catalogue
  'create.wildcardsChanged': WildcardFile[]
  'create.presetsChanged': Preset[]
  'queue.changed': QueueDelta
  'queue.progressed': JobProgress[]
  'spending.changed': SpendingState
  'night.changed': NightState
  /** Items came, went or changed: the view asks again for the range it shows. `all`: more than can be listed. */
  'library.changed': { ids: ItemId[] | 'all'; reordered: boolean }
  /** Collections or their contents changed. */
  'library.collectionsChanged': { revision: number }
  'library.historyChanged': LibraryHistory
  'library.taskChanged': LibraryTask
  'trim.changed': Trim
  'trim.progressed': TrimProgress
  'trim.removed': { id: string }
  /** The user closes the window while so many jobs wait or run, and is to say what that means. */
  'app.closing': { unfinished: number }
  /** A command of the application menu or tray, named as in the page's registry of keys. */
  'app.commanded': { command: string }
}
export type EventName = keyof Events

type Awaitable<T> = T | Promise<T>
/** What a domain of main must implement: every request that begins with its name. */
export type HandlersFor<Domain extends string> = {
  [Name in keyof Requests as Name extends `${Domain}.${string}` ? Name : never]: (
    ...args: Requests[Name]['parsed'] extends readonly unknown[] ? Requests[Name]['parsed'] : never
  ) => Awaitable<Requests[Name]['value']>
}

/** The whole of what the preload gives the page. */
export interface Bridge {
  request(name: string, args: unknown[]): Promise<unknown>
  on(name: string, listener: (payload: unknown) => void): () => void
  /** Hands dropped or pasted files to main and returns tokens for them. */
  handOver(files: File[]): Promise<string[]>
}

