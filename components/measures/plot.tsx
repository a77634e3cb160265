import styles from './measures.module.css';

export interface Bar {
  label: string;
  /** One or two values; null: nothing was measured. The first is darker; two stand on one another. */
  values: (number | null)[];
  /** So few meetings that it says little: drawn hollow. */
  few: boolean;
}

interface Props {
  bars: Bar[];
  /** What it shows, for who does not see it; the table has the numbers. */
  about: string;
  target?: { value: number; label: string } | undefined;
  /** How a value is written at the axis. */
  say: (value: number) => string;
  /** The highest value there can be. */
  ceiling?: number;
  /** What the axis counts in, so that its top is round. */
  unit?: number;
}

/** A round number at or above: 1, 2, 2.5 or 5 by a power of ten. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5, 10].find((one) => one * power >= value * (1 - 1e-9)) ?? 10) * power;
}

/** Columns over time, with the target as a line. The drawing stretches; its words do not. */
export function Plot({ bars, about, target, say, ceiling, unit = 1 }: Props) {
  const sums = bars.map((bar) => bar.values.reduce<number>((sum, one) => sum + (one ?? 0), 0));
  const highest = Math.max(...sums, (target?.value ?? 0) * 1.25);
  const top = ceiling ?? (highest > 0 ? roundUp(highest / unit) * unit : 1);
  const height = (value: number) => (value / top) * 100;
  const ends = [
    bars[0],
    bars.length > 2 ? bars[Math.floor(bars.length / 2)] : undefined,
    bars.length > 1 ? bars.at(-1) : undefined,
  ];
  return (
    <figure className={styles.plot}>
      <div className={styles.field}>
        <svg viewBox={`0 0 ${bars.length * 10} 100`} preserveAspectRatio="none" role="img" aria-label={about}>
          {bars.map((bar, index) =>
            bar.values.map((value, part) => {
              if (!value) return null;
              const below = bar.values.slice(0, part).reduce<number>((sum, one) => sum + (one ?? 0), 0);
              return (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: parts of a column never move
                  key={`${bar.label}${part}`}
                  data-part={part}
                  data-few={bar.few ? '' : undefined}
                  x={index * 10 + 2}
                  width={6}
                  y={100 - height(below + value)}
                  height={height(value)}
                />
              );
            }),
          )}
          {target && (
            <line x1={0} x2={bars.length * 10} y1={100 - height(target.value)} y2={100 - height(target.value)} />
          )}
        </svg>
        <span className={styles.top}>{say(top)}</span>
        {target && (
          <span className={styles.target} style={{ bottom: `${height(target.value)}%` }}>
            {target.label}
          </span>
        )}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {ends.map((bar, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: first, middle, last
          <span key={index}>{bar?.label}</span>
        ))}
      </div>
    </figure>
  );
}
