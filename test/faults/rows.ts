/** A test that proves a row: its file under test/ and its title as it stands there, or the beginning of it. */
export interface Proof {
  file: string
  test: string
}

/** One row of the list of faults that the app must live through: what goes wrong, and what proves that it does. */
export interface Row {
  row: number
  fault: string
  proofs: Proof[]
  /** What of the row no machine here can check, and why. */
  open?: string
}

type Place = (test: string) => Proof
const at = (file: string): Place => (test) => ({ file, test })

const connection = at('faults/connection.test.ts')
const unclear = at('faults/unclear.test.ts')
const limits = at('faults/limits.test.ts')
const huge = at('faults/huge.test.ts')
const business = at('faults/business.test.ts')
const disk = at('faults/disk.test.ts')
const downloads = at('faults/downloads.test.ts')
const machine = at('faults/machine.test.ts')
const kills = at('faults/kills.test.ts')
const migration = at('faults/migration.test.ts')
const rollback = at('faults/rollback.test.ts')
const answers = at('faults/answers.test.ts')
const transfer = at('unit/main/downloads/downloads.test.ts')
const range = at('unit/main/downloads/range.test.ts')
const address = at('unit/main/downloads/address.test.ts')
const submit = at('unit/main/api/submit.test.ts')
const json = at('unit/main/api/json.test.ts')
const rateLimit = at('unit/main/api/rateLimit.test.ts')
const transitions = at('unit/main/queue/transitions.test.ts')
const journal = at('unit/main/queue/journal.test.ts')
const nudges = at('unit/main/queue/nudges.test.ts')
const list = at('unit/main/queue/list.test.ts')
const lostCommits = at('unit/main/queue/lostCommits.test.ts')
const mistakes = at('unit/main/queue/mistakes.test.ts')
const filing = at('unit/main/library/filing.test.ts')
const names = at('unit/main/library/pure.test.ts')
const sniff = at('unit/main/media/sniff.test.ts')
const ending = at('unit/main/media/ending.test.ts')
const previews = at('unit/main/media/previews.test.ts')
const trim = at('unit/main/trim/run.test.ts')
const settings = at('unit/main/settings/settings.test.ts')
const database = at('unit/main/storage/database.test.ts')
const backups = at('unit/main/storage/backups.test.ts')
const damage = at('unit/main/storage/damage.test.ts')
const restore = at('unit/main/storage/restore.test.ts')
const full = at('unit/main/storage/full.test.ts')
const location = at('unit/main/storage/location.test.ts')
const commandLine = at('unit/main/cli/run.test.ts')
const listener = at('unit/main/webhooks/listener.test.ts')
const signature = at('unit/main/webhooks/signature.test.ts')
const webhooks = at('unit/main/webhooks/webhooks.test.ts')
const called = at('unit/main/webhooks/path.test.ts')
const crash = at('e2e/crash.e2e.ts')
const crashWindow = at('e2e/crashWindow.e2e.ts')
const errors = at('e2e/errors.e2e.ts')

const row = (number: number, fault: string, proofs: Proof[], open?: string): Row => ({ row: number, fault, proofs, ...(open !== undefined && { open }) })

export const rows: Row[] = [
  row(1, 'DNS fails', [connection('row 1: its name is not found')]),
  row(2, 'connection refused', [connection('row 2: connections are refused'), connection('row 2: refused after the attempt was written down')]),
  row(3, 'a certificate not to be trusted', [connection('row 3: a certificate that is not to be trusted (%s)'), connection('row 3: a certificate in order is trusted')]),
  row(4, 'a captive portal', [connection('row 4: a captive portal answers everything with its page'), submit('something that is no answer of the API')]),
  row(5, 'a proxy asks for a sign-in', [connection('row 5: a proxy asks for a sign-in'), connection('row 5: known as a proxy')]),
  row(6, 'reset, charged', [unclear('row $row: $name'), crash('a kill between the charge and its answer is recovered with the same key')]),
  row(7, 'reset, not charged', [unclear('row $row: $name'), crash('a kill before the request is carried out sends it again under the same key')]),
  row(8, 'answered too late, charged', [unclear('row $row: $name')]),
  row(9, 'a gateway fails after the work', [unclear('row $row: $name')]),
  row(10, '500 replayed for ever', [unclear('row 10: 500 %s')]),
  row(11, '503 with Retry-After', [limits('rows 11 and 12: 503 with Retry-After of $name')]),
  row(12, '503 with a strange Retry-After', [limits('rows 11 and 12: 503 with Retry-After of $name'), rateLimit('%s')]),
  row(13, '429 with any reset', [limits('row 13: 429 with a reset told as $name'), limits('row 13: refused for ever without a hint')]),
  row(14, 'none left, on a success', [limits('row 14: none left, said beside a success')]),
  row(15, 'a body cut in the middle', [unclear('row $row: $name')]),
  row(16, 'JSON that is none, or more than one', [unclear('row $row: $name'), json('%s'), answers('over real HTTP, to each question')]),
  row(17, 'null and errors without a code', [unclear('row $row: $name')]),
  row(18, 'data and errors', [unclear('row 18: data and errors together')]),
  row(19, 'unknown codes, values, fields', [unclear('row $row: $name'), transitions('an unknown status is asked for ever more slowly')]),
  row(20, 'required fields null or of a wrong type', [unclear('row $row: $name'), unclear('row 20: other fields of a wrong type'), answers('through the queue, to a submit and to a poll')]),
  row(21, 'huge answers, bombs, depth', [huge('row 21: %s'), unclear('row $row: $name')]),
  row(22, 'redirected to another host', [connection('row 22: sent elsewhere by %i'), unclear('row $row: $name')]),
  row(23, 'connections closed before their next use', [connection('row 23: connections that end after each answer')], 'HTTP/2 is not spoken by the client, so there is no GOAWAY to meet'),
  row(24, 'an answer of single drops', [connection('row 24: an answer of single drops')]),
  row(25, 'credits used up', [business('row 25: credits run out in the middle of a hundred jobs'), errors('when the credits are used up the jobs stay in line')]),
  row(26, 'invalid input', [business('row 26: an invalid option fails its job'), errors('an option that the server refuses fails that job by name')]),
  row(27, 'provider busy three times', [business('row 27: a provider that is busy three times')]),
  row(28, 'provider down for hours', [business('row 28: a provider that is down for hours')]),
  row(29, 'failed and charged', [business('row 29: failed and charged')]),
  row(30, 'failed, refunded', [business('row 30: failed, and the poll that says so'), business('row 30: given back only later'), business('row 30: never given back')]),
  row(31, 'the key is refused at night', [business('row 31: the key is refused in the middle of the night'), errors('a wrong key is refused in words')]),
  row(32, 'other bytes under a key', [business('row 32: other bytes under the same key')]),
  row(33, 'in progress', [business('row 33: still being worked on')]),
  row(34, 'the key is too old', [business('row 34: the outcome is open and the app starts again %s')]),
  row(35, 'dearer than estimated', [business('row 35: dearer than estimated')]),
  row(36, 'a status that goes back', [business('row 36: a status that goes back'), transitions('done once stays done')]),
  row(37, 'a job vanishes', [business('row 37: the server forgets a job')]),
  row(38, 'one id for two jobs', [business('row 38: one id for two jobs')]),
  row(39, 'a transfer is cut', [downloads('row 39: cut at any byte'), downloads('rows 39 to 48 and 57'), transfer('cut off: goes on where it ended')]),
  row(40, 'Range is ignored', [downloads('rows 39 to 48 and 57'), range('%s')]),
  row(41, 'a wrong 206', [transfer('%s in answer to a range: begins anew'), downloads('rows 39 to 48 and 57')]),
  row(42, 'changed meanwhile', [transfer('changed meanwhile, at the same length'), downloads('rows 39 to 48 and 57')]),
  row(43, 'a weak validator or none', [transfer('without a validator nothing is gone on with'), range('%s')]),
  row(44, '416', [transfer('a part that is whole already is finished'), range('%s'), downloads('rows 39 to 48 and 57')]),
  row(45, 'a wrong length or none', [disk('row 45: no length or a wrong one'), disk('row 45: what always seems to end in the middle'), ending('%s: whole it is whole')], 'MPEG-TS, FLAC and bare AAC cannot tell where they end: cut and without a length they are taken for whole'),
  row(46, 'the link has expired', [transfer('%i asks for a fresh link'), transitions('a link that has expired')]),
  row(47, 'a page in place of the file', [disk('row 47: a page in place of the result'), transfer('a page in place of a picture is refused'), sniff('%s')]),
  row(48, 'a file under a page\'s type', [transfer('brings the file, knows it by its bytes'), sniff('%s')]),
  row(49, 'disk full', [disk('row 49: the disk is full in the middle of a file')]),
  row(50, 'the folder is gone', [disk('row 50: the library folder is gone'), transfer('a folder that is gone is not replaced by another')]),
  row(51, 'EMFILE, EIO, a failed fsync', [disk('row 51: %s while writing'), disk('row 51: a failed fsync')]),
  row(52, 'the name is taken', [filing('never goes over a file that is there'), names('10,000 of them lie inside the library')]),
  row(53, 'the file is held by another program', [disk('row 53: the finished file is held by another program')], 'on Linux, with EPERM injected; not on Windows'),
  row(54, 'links to where none may lead', [disk('row 54: links and redirects to this machine'), address('%s is refused')]),
  row(55, 'DNS rebinding', [disk('row 55: a name that leads to a public address first')]),
  row(56, 'hostile file names', [names('10,000 of them lie inside the library'), names('%s')], 'Content-Disposition is never read'),
  row(57, 'empty, huge, endless', [transfer('nothing at all is refused'), transfer('too large is noticed by bytes'), downloads('rows 39 to 48 and 57')]),
  row(58, 'slow, stalled', [transfer('a host that falls silent is left'), downloads('rows 39 to 48 and 57')]),
  row(59, 'one link for two jobs', [disk('row 59: one link for two jobs')]),
  row(60, 'the finished file is deleted', [disk('row 60: the finished file is deleted'), filing('a file fetched again takes its old place')]),
  row(61, 'clocks a day apart', [machine("row 61: the server\\'s clock is a day off")]),
  row(62, 'no signature, or a wrong one', [listener('%s is refused'), signature('no mutation of a valid call is accepted')]),
  row(63, 'a time that is off', [signature("a call's own time may be five minutes off"), listener('has to be on time where a header tells its time')]),
  row(64, 'the same call a thousand times', [called('the same call a thousand times'), nudges('a call that is repeated for ever')]),
  row(65, 'two secrets', [signature('holds under either of two secrets'), webhooks('two secrets hold while one follows the other')]),
  row(66, 'a body written anew', [listener('whose body was written anew is refused'), signature('is one over the raw bytes')]),
  row(67, 'an unknown generation', [called('a generation that nobody here waits for'), webhooks('a call nudges its generation')]),
  row(68, 'done before the answer', [machine('row 68: the call that a job is done comes before')]),
  row(69, 'running after done', [transitions('done once stays done'), nudges('one call, one look')]),
  row(70, 'a page posts', [listener('may not come from a page'), listener('may not name')]),
  row(71, 'the port is taken', [called('a port that another program has'), webhooks('a port that is taken turns webhooks off')]),
  row(72, 'too much', [listener('a body over 256 KiB'), listener('100 MB in chunks'), listener('a thousand connections that say nothing'), listener('a body that comes slowly')]),
  row(73, 'killed at named points', [kills('row 73: killed again and again at random times'), kills('rows 73 and 83: killed exactly there'), migration('row 73: killed while the shape'), crash('a job in flight survives a kill')]),
  row(74, 'power loss', [damage('cut at every byte of its last commit'), journal('an entry is on disk before anything follows from it'), database('promises durable writes'), backups('is on disk before it has its name')], 'no power was cut: the order of write, fsync, rename and commit is watched'),
  row(75, 'a damaged database', [damage('is set aside and the backup restored'), damage('whatever bytes are changed'), damage('of another run does not mix two states'), restore('what was under way goes on'), restore('without any backup the journal alone brings back'), rollback('whatever older or damaged database a start finds'), lostCommits('a start that died while it made up')]),
  row(76, 'a second instance', [database('lets one in, and the next one after it let go'), commandLine('runs no jobs while the app or another command has the profile'), crashWindow('started a second time, the first window comes to the front')]),
  row(77, 'the database is full or read-only', [full('a database that has no room left sends nothing'), full('a database that may only be read sends nothing')]),
  row(78, 'eight hours asleep', [machine('row 78: eight hours asleep'), crashWindow('the machine sleeps and wakes')], 'by a clock that jumps and by the words of sleep and waking; no machine was put to sleep'),
  row(79, 'the wall clock jumps', [machine('row 79: started again with a clock %s'), transitions('past the life of the key, or when the clock went back')]),
  row(80, 'page or GPU crash, hang', [crashWindow('a page that crashes is loaded again'), crashWindow('a page that crashes again and again'), crashWindow('a page that hangs is noticed'), crashWindow('the process that draws is killed')], 'that Chromium notices a hang by itself: it does not while a test driver is attached'),
  row(81, 'an exception that nobody catches', [crashWindow('an exception that nobody catches is logged'), mistakes('waits that end between two milliseconds'), mistakes('a mistake of ours while a result is written down')]),
  row(82, 'quit during a submit', [machine('row 82: quit while a request is under way'), machine('row 82: a request that does not come back')]),
  row(83, 'the machine shuts down', [kills('rows 73 and 83: killed exactly there'), crashWindow('the machine shuts down in the middle of a request')], 'the end of a Windows session: it was not tried on Windows'),
  row(84, 'ffmpeg missing, crashing, hanging', [filing('that nothing here can look into is kept all the same'), previews('what cannot be drawn is tried once'), trim('a cut that fails half-way')]),
  row(85, 'no keychain', [settings('keeps a key for this run where there is no keychain'), settings('does not take the sandbox in place of a stored key')]),
  row(86, 'a newer schema', [database('refuses a newer shape without writing'), damage('is refused without a byte being written')]),
  row(87, 'network and synced folders', [location('is told by the kind of file system'), location('a profile in a synced folder works')]),
  row(88, 'ten thousand jobs', [machine('row 88: ten thousand jobs in the queue'), list('ten thousand jobs: a change touches what it changes')], 'fifty thousand items: by the benchmark of the library'),
]

/** The further proofs, in numbers: what `npm run faults -- NAME` runs. */
export const proofs: Record<string, { what: string; files: string[] }> = {
  rows: { what: 'every row of the list that a machine can check here', files: [...new Set(rows.flatMap(({ proofs: found }) => found.map(({ file }) => file)))].filter((file) => !file.startsWith('e2e/')) },
  kills: { what: 'kills of the real process, at random and at named points', files: ['faults/kills.test.ts', 'faults/migration.test.ts', 'faults/rollback.test.ts'] },
  order: { what: 'what is on disk as each paid request arrives', files: ['faults/order.test.ts'] },
  model: { what: 'random nights in virtual time against servers of four manners', files: ['faults/model.test.ts'] },
  answers: { what: 'hostile answers of the API', files: ['faults/answers.test.ts', 'faults/huge.test.ts', 'unit/main/api/json.test.ts', 'unit/main/api/submit.test.ts'] },
  downloads: { what: 'transfers in random trouble, and disks', files: ['faults/downloads.test.ts', 'faults/disk.test.ts', 'unit/main/downloads/downloads.test.ts', 'unit/main/downloads/range.test.ts', 'unit/main/downloads/address.test.ts'] },
  library: { what: 'kills in the middle of import, move, tag, trash and rebuild', files: ['faults/library.test.ts'] },
  names: { what: 'file names', files: ['unit/main/library/pure.test.ts'] },
  webhooks: { what: 'calls of the API', files: ['unit/main/webhooks/listener.test.ts', 'unit/main/webhooks/signature.test.ts', 'unit/main/webhooks/webhooks.test.ts', 'unit/main/webhooks/path.test.ts'] },
  soak: { what: 'a virtual night of many jobs', files: ['faults/soak.test.ts'] },
  ffmpeg: { what: '200 hostile files and 20 hostile names, by both ffmpegs', files: ['faults/hostile.test.ts', 'unit/main/media/sniff.test.ts'] },
  secrets: { what: 'where the key is not', files: ['faults/secrets.test.ts'] },
}
