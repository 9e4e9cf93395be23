import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, developmentPolicy, isOwnFrame, isOwnPage } from '../../../../src-main/page'

describe('isOwnPage', () => {
  it.each(['app://bundle/index.html', 'app://bundle/', 'app://bundle/index.html#create', 'app://bundle/index.html?x=1', 'APP://bundle/index.html'])(
    'lets the window be at %s', (address) => expect(isOwnPage(address)).toBe(true),
  )
  it.each([
    '', ' ', 'about:blank', 'about:srcdoc', 'https://doitong.com', 'http://127.0.0.1:5173/', 'http://localhost/', 'file:///etc/passwd', 'file://bundle/index.html',
    'javascript:alert(1)', 'data:text/html,<p>', 'blob:app://bundle/1', 'filesystem:app://bundle/x', 'app://bundle.evil/index.html', 'app://evil/index.html',
    'app://bundle@evil/index.html', 'app://evil@bundle/index.html', 'app://user:word@bundle/index.html', 'app:/bundle/index.html', 'app:bundle', 'app://bundle:80/index.html',
    'app://bundle/other.html', 'app://bundle/index.html/..%2f..', 'app://bundle//index.html', 'app://bundle/assets/start.js', 'app://bundle/index.html%00', 'apps://bundle/index.html',
    'media://item/1', 'devtools://devtools/bundled/inspector.html', 'chrome://settings', 'view-source:app://bundle/index.html', 'ws://bundle/', 'ftp://bundle/index.html',
    'mailto:a@b', 'vscode://x', 'ms-settings:', '\\\\server\\share', '//bundle/index.html', 'app://[::1]/index.html', 'intent://bundle/index.html', 'app://bundle\\index.html@evil',
  ])('keeps it from %s', (address) => expect(isOwnPage(address)).toBe(false))
})

describe('isOwnFrame', () => {
  const own = { detached: false, parent: null, origin: 'app://bundle' }
  it.each([
    [own, true],
    [null, false],
    [{ ...own, detached: true }, false],
    [{ ...own, parent: {} }, false],
    [{ ...own, origin: 'app://bundle.evil' }, false],
    [{ ...own, origin: 'null' }, false],
    [{ ...own, origin: '' }, false],
  ])('%j may ask: %s', (frame, may) => expect(isOwnFrame(frame, {})).toBe(may))
  it('may ask when it was loaded again after a crash, which leaves it detached in name', () => {
    const back = { ...own, detached: true }
    expect(isOwnFrame(back, back)).toBe(true)
    const foreign = { ...back, origin: 'https://evil.test' }
    expect(isOwnFrame(foreign, foreign)).toBe(false)
  })
})

describe('the policy', () => {
  it('allows nothing that was not named', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'")
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https:|http:|data:|\*/)
    expect(contentSecurityPolicy).toContain("require-trusted-types-for 'script'")
  })
  it('is loosened while editing for the live reload alone', () => {
    const policy = developmentPolicy('abc', 'ws://localhost:5173')
    expect(policy).toContain("script-src 'self' 'nonce-abc'")
    expect(policy).toContain("connect-src 'self' ws://localhost:5173")
    expect(policy).not.toMatch(/unsafe|\*/)
  })
})
