import { Menu, type MenuItemConstructorOptions } from 'electron'

type Language = 'en' | 'es'

/** The few words of the application menu; everything else the user reads is the page's. */
const words = {
  en: { file: 'File', edit: 'Edit', view: 'View', window: 'Window', settings: 'Settings…', palette: 'Command palette' },
  es: { file: 'Archivo', edit: 'Editar', view: 'Ver', window: 'Ventana', settings: 'Ajustes…', palette: 'Paleta de comandos' },
} as const

/**
 * Roles give copy and paste, zoom and full screen their usual keys on every system. The app's own commands have their keys in the page's
 * registry, so the menu names them without keys: two places would answer the same press.
 */
export function setMenu({ language, isDevelopment, command }: { language: Language; isDevelopment: boolean; command(id: string): void }): void {
  const text = words[language]
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    {
      label: text.file,
      submenu: [
        { label: text.palette, click: () => command('app.palette') },
        { label: text.settings, click: () => command('app.settings') },
        { type: 'separator' },
        { role: process.platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { label: text.edit, role: 'editMenu' },
    {
      label: text.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(isDevelopment ? [{ role: 'toggleDevTools' as const }] : []),
      ],
    },
    { label: text.window, role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
