import type { Plugin } from 'vite'

// Radix' dialogs and menus lock scrolling through react-remove-scroll, which writes a <style> element: refused under
// style-src 'self'. The same rules go through a constructed style sheet, which the policy allows.
const library = /react-style-singleton\/dist\/es2015\/singleton\.js$/
const original = /export var stylesheetSingleton = [\s\S]*$/
const replacement = `export var stylesheetSingleton = function () {
  var users = 0
  var sheet = null
  return {
    add: function (css) {
      if (users++ > 0) return
      sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      document.adoptedStyleSheets.push(sheet)
    },
    remove: function () {
      if (--users > 0 || !sheet) return
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(function (other) { return other !== sheet })
      sheet = null
    },
  }
}
`

/** Rewrites the one library that would break the page's policy; fails the build when that library is no longer as it was. */
export function strictCsp(): Plugin {
  return {
    name: 'strict-csp',
    enforce: 'pre',
    transform(code, id) {
      const file = id.split('?')[0] ?? id
      if (!library.test(file)) return null
      if (!original.test(code)) this.error(`${file} has changed: look again how it adds its style`)
      return { code: code.replace(original, replacement), map: null }
    },
  }
}
