import type { ReactNode, TableHTMLAttributes, TdHTMLAttributes, ThHTMLAttributes } from 'react'
import { classes } from './classes'

/** Dense rows of 32 px with hairlines. */
export function Table({ className, ...rest }: TableHTMLAttributes<HTMLTableElement>) {
  return <table {...rest} className={classes('w-full border-collapse text-small', className)} />
}

export function Th({ numeric = false, className, ...rest }: ThHTMLAttributes<HTMLTableCellElement> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={classes('h-7 border-b border-hairline px-2 text-label font-medium whitespace-nowrap text-text-3', numeric ? 'text-right' : 'text-left', className)}
    />
  )
}

export function Td({ numeric = false, className, ...rest }: TdHTMLAttributes<HTMLTableCellElement> & { numeric?: boolean }) {
  return <td {...rest} className={classes('h-8 border-b border-hairline px-2', numeric && 'text-right tabular-nums', className)} />
}

/** Names and values under each other: what an inspector says of its thing. */
export function Properties({ rows }: { rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="text-small tabular-nums">
      {rows.map(([name, value]) => (
        <div key={name} className="flex items-baseline gap-3 border-b border-hairline py-2">
          <dt className="w-24 flex-none text-text-3">{name}</dt>
          <dd className="min-w-0 grow wrap-anywhere" data-selectable>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
