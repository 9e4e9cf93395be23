/**
 * What is measured inside the page. Each of these is handed to the page as its text, so it stands for itself: it names nothing outside of it. Times are
 * milliseconds.
 */

/** When every tile in sight has its picture and could be pressed, epoch milliseconds. */
export function gridIsPainted(): Promise<number> {
  return new Promise((done, fail) => {
    const start = performance.now()
    const look = () => {
      if (performance.now() - start > 60_000) return fail(new Error(`the grid was not painted within a minute: ${document.querySelector('main')?.textContent?.slice(0, 200)}`))
      const view = document.querySelector('#library-grid')?.parentElement?.parentElement?.getBoundingClientRect()
      const inSight = [...document.querySelectorAll('#library-grid [role=option]')].filter((tile) => {
        const box = tile.getBoundingClientRect()
        return view !== undefined && box.bottom > view.top && box.top < view.bottom
      })
      const whole = inSight.length > 0 && inSight.every((tile) => {
        const image = tile.querySelector('img')
        return image !== null && image.complete && image.naturalWidth > 0
      })
      if (whole) requestAnimationFrame(() => setTimeout(() => done(Date.now())))
      else requestAnimationFrame(look)
    }
    look()
  })
}

/** When a page without anything to wait for was first painted, epoch milliseconds. */
export function firstPaint(): Promise<number> {
  return new Promise((done) => {
    const told = performance.getEntriesByName('first-contentful-paint')[0]
    if (told) done(performance.timeOrigin + told.startTime)
    else new PerformanceObserver((list) => {
      const paint = list.getEntriesByName('first-contentful-paint')[0]
      if (paint) done(performance.timeOrigin + paint.startTime)
    }).observe({ type: 'paint', buffered: true })
  })
}

/** Prepares for the next press of the pointer: from it until every tile in sight has its picture. Asked for by `measuredTime`. */
export function listenForJump(): void {
  const measured = new Promise<number>((done) => {
    addEventListener('pointerdown', () => {
      const start = performance.now()
      let frames = 0
      const look = () => {
        frames += 1
        const view = document.querySelector('#library-grid')?.parentElement?.parentElement?.getBoundingClientRect()
        const inSight = [...document.querySelectorAll('#library-grid [role=option]')].filter((tile) => {
          const box = tile.getBoundingClientRect()
          return view !== undefined && box.bottom > view.top && box.top < view.bottom
        })
        const whole = inSight.length > 0 && inSight.every((tile) => {
          const image = tile.querySelector('img')
          return image !== null && image.complete && image.naturalWidth > 0
        })
        // The first frames still show where it stood before.
        if (whole && frames > 2) done(performance.now() - start)
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }, { capture: true, once: true })
  })
  Reflect.set(globalThis, 'measured', measured)
}

/** What was listened for, once it has happened. */
export function measuredTime(): Promise<number> {
  return Reflect.get(globalThis, 'measured') as Promise<number>
}

/** Pictures of these addresses in a plain page: from adding them until all are decoded. */
export function plainPictures({ addresses, edge }: { addresses: string[]; edge: number }): Promise<number> {
  const plain = document.createElement('div')
  plain.style.cssText = 'position:fixed;inset:0;z-index:999;background:#000;overflow:hidden'
  document.body.append(plain)
  const start = performance.now()
  const images = addresses.map((address) => {
    const image = document.createElement('img')
    image.style.cssText = `width:${edge}px;height:${edge}px;object-fit:cover`
    image.src = address
    plain.append(image)
    return image
  })
  return new Promise((done) => {
    const look = () => {
      if (images.every((image) => image.complete)) {
        const spent = performance.now() - start
        plain.remove()
        done(spent)
      } else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** Scrolls by so many pixels a frame; `plain`: over a thousand plain tiles instead of the grid. Intervals of frames, and tasks over 50 ms. */
export async function sweep({ plain, frames, pixels }: { plain: boolean; frames: number; pixels: number }): Promise<{ intervals: number[]; longTasks: number }> {
  const grid = document.querySelector('#library-grid')?.parentElement?.parentElement
  if (!(grid instanceof HTMLElement)) throw new Error('there is no grid')
  let scrolled = grid
  let added: HTMLElement | null = null
  if (plain) {
    const box = grid.getBoundingClientRect()
    added = document.createElement('div')
    added.style.cssText = `position:fixed;left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px;z-index:999;background:#0e0e10;overflow-y:scroll`
    const inner = document.createElement('div')
    inner.style.cssText = 'position:relative;height:40000px'
    const columns = Math.max(1, Math.floor(box.width / 180))
    for (let index = 0; index < 1_000; index++) {
      const tile = document.createElement('div')
      tile.style.cssText = `position:absolute;left:0;top:0;width:176px;height:176px;background:hsl(${index * 7} 40% 30%);transform:translate(${(index % columns) * 180}px,${Math.floor(index / columns) * 180}px)`
      inner.append(tile)
    }
    added.append(inner)
    document.body.append(added)
    scrolled = added
  }
  let longTasks = 0
  const observer = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length
  })
  observer.observe({ type: 'longtask' })
  const intervals: number[] = []
  let last = await new Promise<number>((frame) => requestAnimationFrame(frame))
  for (let frame = 0; frame < frames; frame++) {
    scrolled.scrollTop += pixels
    const now = await new Promise<number>((next) => requestAnimationFrame(next))
    intervals.push(now - last)
    last = now
  }
  observer.disconnect()
  added?.remove()
  return { intervals, longTasks }
}

/** Types into the search field; from there until the grid shows as many as expected, with their rows. */
export function searchIsPainted({ text, expected }: { text: string; expected: string }): Promise<number> {
  const field = document.querySelector('#library-search')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  if (!(field instanceof HTMLInputElement) || !set) throw new Error('there is no search field')
  const start = performance.now()
  set.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  return new Promise((done) => {
    const look = () => {
      const grid = document.querySelector('#library-grid')
      const tile = grid?.querySelector('[role=option]')
      if (grid?.getAttribute('aria-label')?.includes(` ${expected} `) && tile?.querySelector('[role=img]')) done(performance.now() - start)
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** Prepares for the next key: from it until what it chose is painted. Asked for by `measuredTime`. */
export function listenForKey(): void {
  const measured = new Promise<number>((done) => {
    addEventListener('keydown', () => {
      const start = performance.now()
      const grid = document.querySelector('#library-grid')
      const before = grid?.getAttribute('aria-activedescendant')
      const look = () => {
        // After the frame that draws it.
        if (grid?.getAttribute('aria-activedescendant') !== before) setTimeout(() => done(performance.now() - start))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }, { capture: true, once: true })
  })
  Reflect.set(globalThis, 'measured', measured)
}

/** Asks for pictures without showing them; returns at once. */
export function askForPictures(addresses: string[]): void {
  const images = addresses.map((address) => {
    const image = new Image()
    image.src = address
    return image
  })
  Reflect.set(globalThis, 'askedFor', images)
}

/** How many of those asked for are not here yet. */
export function picturesLeft(): number {
  return (Reflect.get(globalThis, 'askedFor') as HTMLImageElement[]).filter((image) => !image.complete).length
}

/** Asks main for each of these pages of rows, one after another. */
export async function rowsThroughIpc(pages: number[][]): Promise<number[]> {
  const bridge = Reflect.get(globalThis, 'bridge') as { request: (name: string, args: unknown[]) => Promise<unknown> }
  const times: number[] = []
  for (const page of pages) {
    const start = performance.now()
    await bridge.request('library.rows', [page])
    times.push(performance.now() - start)
  }
  return times
}
