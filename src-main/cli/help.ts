const general = `Doitong Studio without a window.

  npm run studio -- run FILE [options]     check FILE, enqueue its jobs, stay until they are done
  npm run studio -- resume [options]       go on with the jobs that are in the queue
  npm run studio -- trim FILE --from S --to E --out FILE     cut a video or a sound
  npm run studio -- join FILE FILE… --out FILE               put files one after the other
  npm run studio -- rebuild [options]      bring back the library's database from the records beside its files
  npm run studio -- help COMMAND           more about one of them
  npm run studio -- --version

The same queue as in the app, on the same profile: what was paid for is fetched, nothing is charged twice, whatever happens in between.`

const options = `Options
  --endpoint URL     the API's endpoint, for this run only
  --profile DIR      where queue and settings lie; the app's own when left out
  --library DIR      where results go, for this run only; the app's library when left out
  --plan NAME        free, starter, pro or enterprise, for this run only
  --budget CREDITS   sends nothing more when what was spent, what still runs and the next job together would exceed it. What runs is
                     finished. A job whose price nobody states is held, not sent
  --allow-unknown-price
                     sends jobs whose price nobody states all the same; with resume also those that are held for it
  --json             one JSON object a line for every change of a job:
                     { job, status, phase?, remoteId?, provider?, creditCost?, path?, error? }, and { summary } last. Other words are on
                     stderr. npm prints lines of its own: "npm run --silent studio -- …"
  --sandbox          the embedded server instead of the API: no key, no costs, real files
  -h, --help

The key comes from DOITONG_API_KEY, else from the keychain, where the app's settings put it. It goes to the endpoint in use alone.

Ctrl+C or SIGTERM stops within five seconds. After that, or after a crash, "resume" with the same --profile, --library and --endpoint goes on.

Exit status, the first that applies
  2    bad arguments, no usable key, or something wrong in FILE: nothing was enqueued
  5    something is held, or paused for its price, and waits for a decision, in the app
  4    stopped for credits or for the budget: the rest waits in the queue
  3    some jobs failed
  0    all done
  1    it could not run: the profile is in use (by the app or another command), the library or the API cannot be reached at the start,
       or the API stopped taking the key
  130, 143   stopped by Ctrl+C or SIGTERM; the rest waits in the queue`

const run = `npm run studio -- run FILE [options]

Checks the whole FILE against what the API offers, and enqueues all of its jobs or, when anything is wrong, none. Then stays until each of them
is completed, failed, canceled or held. Only the jobs of FILE are sent; others that wait in the profile's queue go on waiting, what already
runs there is looked after meanwhile. It refuses to run while the queue is paused.

FILE
  CSV, with a header     type,prompt,provider,duration,seed,image,count
                         VIDEO,"A calm lake, at dawn",kling-i2v,10,7,lake.png,2
  JSON                   [ { "type": "IMAGE", "prompt": "…", "provider": "flux-dev", "options": { "seed": 7 } } ] or { "jobs": [ … ] }
  JSON Lines             one such object a line

  type       IMAGE, VIDEO, AUDIO or AVATAR
  prompt     may be left out where there is a reference
  provider   the model's id; left out, the API chooses
  priority   for the API's choice, e.g. QUALITY
  count      how often, 1 when left out; each with a seed of its own where the model takes one
  image, endImage, video, audio
             references: a path, relative to FILE, or an https address. Several: a list, or the column given again
  any other  an option of the model by its name, typed as the API describes it. "options.NAME" and "inputs.NAME" say which is meant
With --json the first objects are the jobs in the order of FILE.

${options}`

const resume = `npm run studio -- resume [options]

Goes on with everything that waits or runs in the profile's queue for the account in use, and ends a pause. Jobs of another account (another
key, another endpoint, the sandbox) stay as they are.

${options}`

const cuttingOptions = `Options
  --cut KIND         copy: nothing is encoded again; begins at a keyframe
                     smart: exact to the frame, only the frames at both ends are encoded (H.264, HEVC); the default
                     exact: everything is encoded again; exact to the frame
                     What cannot be copied or cut smartly is made exact, and it is said why
  --out FILE         the result; never over an existing file. Its extension is the source's, or mp4, gif, webp, m4a, mp3, wav
  --strip-metadata   keeps nothing of what the source says about itself
  --json             prints { cut, fellBack?, detail?, startsAtSeconds, hiddenSeconds?, frames, durationSeconds }: cut is the kind it was made by,
                     startsAtSeconds the source time of the first frame that players show
  -h, --help

Times are seconds (61.5) or 00:01:01.5. Sources are only read. Ctrl+C or SIGTERM stops at once and leaves nothing behind.

Exit status
  0    done
  2    bad arguments, a source that is not there or no media, a result that exists, nothing left to cut
  1    it failed: no ffmpeg, a full disk, a source that changed meanwhile
  130, 143   stopped by Ctrl+C or SIGTERM`

const trim = `npm run studio -- trim FILE [--from S] [--to E] --out FILE [options]

Cuts a part out of a video or a sound, as the app's trimmer does. Without --from it begins at the beginning, without --to it ends at the end.

${cuttingOptions}`

const join = `npm run studio -- join FILE FILE… --out FILE [options]

Puts files one after the other. Pictures that match are copied, others are brought to the form of the first one; the sound is encoded as one.

${cuttingOptions}`

const rebuild = `npm run studio -- rebuild [--profile DIR] [--library DIR] [--json]

Every item of the library has a record beside it, in the hidden folder .doitong of the library. From them this brings into the profile's database
what is missing there or newer in the record: items, parameters, costs, ratings, tags, notes, collections, what was made from what. It takes nothing
away and touches no file of the library; the queue is not part of it. Stopped half-way, it can simply be run again.

  --profile DIR   where the database lies; the app's own when left out. Neither the app nor another command may use it meanwhile
  --library DIR   the library folder; the one in the app's settings when left out
  --json          prints { records, changed, unreadable }

Exit status: 0 done, 1 it could not run, 2 bad arguments, 3 some records could not be read`

/** @param of a command, or null for all. */
export function helpText(of: string | null): string {
  const texts: Record<string, string> = { run, resume, trim, join, rebuild }
  return texts[of ?? ''] ?? `${general}\n\n${options}`
}
