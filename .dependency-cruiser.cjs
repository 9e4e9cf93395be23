// The fences: who may import whom. `comment` is what the reader of a violation is told to do instead.
// They stand here and not in the linter because dependency-cruiser sees `await import()`, resolves paths, and lets each rule
// name its own exceptions; the linter keeps what is about names inside a file (see .oxlintrc.json).
// That each of them bites is proven by test/unit/scripts/fences.test.ts.

const shell = '^src-main/[^/]+\\.ts$'
const domainOfMain = '^src-main/[^/]+/'

/** An installed package, by whatever path it resolves to. */
const packageNamed = (name) => `(^|/)node_modules/${name}/|^${name}$`

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'These files need each other. Move what both need into a third file, or pass it in.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'electron-only-in-the-shell',
      comment: 'Take a function instead (notify, trash, fetch …) and let a file directly in src-main/ pass it in from electron.',
      severity: 'error',
      from: { path: '^src-', pathNot: [shell, '^src-preload/'] },
      to: { path: packageNamed('electron') },
    },
    {
      name: 'domains-run-in-plain-node',
      comment: 'Through these imports a domain of main reaches electron, and could not run without a window. Pass in what it needs.',
      severity: 'error',
      from: { path: domainOfMain },
      to: { path: packageNamed('electron'), reachable: true },
    },
    {
      name: 'keytar-only-in-credentials',
      comment: 'Ask settings for the key: src-main/settings/credentials.ts alone speaks to the keychain.',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/settings/credentials\\.ts$' },
      to: { path: packageNamed('keytar') },
    },
    {
      name: 'fluent-ffmpeg-only-in-its-adapter',
      comment: 'Call the gate of src-main/media/ instead: ffmpeg.ts there holds fluent-ffmpeg.',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/media/ffmpeg\\.ts$' },
      to: { path: packageNamed('fluent-ffmpeg') },
    },
    {
      name: 'programs-started-only-by-media-and-shell',
      comment: 'ffmpeg and ffprobe run through src-main/media/ (limits, protocols, cancel); other programs are started by the shell.',
      severity: 'error',
      from: { path: domainOfMain, pathNot: '^src-main/media/' },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'shared-stands-alone',
      comment: 'src-shared runs anywhere: it imports itself and zod. Move what needs more into the process that needs it.',
      severity: 'error',
      from: { path: '^src-shared/' },
      to: { pathNot: ['^src-shared/', packageNamed('zod')] },
    },
    {
      name: 'renderer-not-main',
      comment: 'The page reaches main by request() of src-renderer/ipc.ts; what both know belongs in src-shared.',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-(main|preload)/' },
    },
    {
      name: 'main-not-renderer',
      comment: 'Main announces facts as events of src-shared/ipc.ts; what both know belongs in src-shared.',
      severity: 'error',
      from: { path: '^src-main/' },
      to: { path: '^src-(renderer|preload)/' },
    },
    {
      name: 'preload-stays-small',
      comment: 'The preload imports electron and types of src-shared. What it should do belongs in main or in the page.',
      severity: 'error',
      from: { path: '^src-preload/' },
      to: { pathNot: ['^src-preload/', '^src-shared/', packageNamed('electron')] },
    },
    {
      name: 'no-node-in-the-page',
      comment: 'The page has no Node. Ask main by request().',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sandbox-only-for-tests',
      comment: 'The app knows the sandbox by its URL alone, as it knows the real API. Only tests import it.',
      severity: 'error',
      from: { pathNot: '^(src-sandbox|test)/' },
      to: { path: '^src-sandbox/' },
    },
    {
      name: 'siblings-of-main-by-their-index',
      comment: "Import what the sibling's index.ts offers, or let it offer more.",
      severity: 'error',
      from: { path: '^src-main/([^/]+)/' },
      to: { path: domainOfMain, pathNot: ['^src-main/$1/', '^src-main/[^/]+/index\\.ts$'] },
    },
    {
      name: 'siblings-of-renderer-by-their-index',
      // ui and i18n are no domains but a vocabulary of many small files: an index over them would only be a list.
      comment: "Import what the sibling's index.ts offers, or let it offer more. Files of ui and i18n are open to all.",
      severity: 'error',
      from: { path: '^src-renderer/([^/]+)/' },
      to: { path: '^src-renderer/[^/]+/', pathNot: ['^src-renderer/($1|ui|i18n)/', '^src-renderer/[^/]+/index\\.tsx?$'] },
    },
    {
      name: 'ui-knows-no-domain',
      comment: 'ui holds buttons, dialogs and fields without a word of the domain: pass it in, or move the part into its domain.',
      severity: 'error',
      from: { path: '^src-renderer/(ui|i18n)/' },
      to: { path: '^src-renderer/[^/]+/', pathNot: '^src-renderer/(ui|i18n)/' },
    },
    {
      name: 'runtime-packages-are-dependencies',
      comment: 'Main and sandbox load this when they run: list it under "dependencies" of package.json, or the packaged app lacks it.',
      severity: 'error',
      from: { path: '^src-(main|sandbox)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: packageNamed('electron') },
    },
  ],
  options: {
    // Type imports count too: a fence that types may cross is soon crossed by the rest.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|release|test-results)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
