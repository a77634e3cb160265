const paths = {
  tick: 'm3 8.5 3.2 3.2L13 4.8',
  ring: 'M12.6 8a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0Z',
  draft: 'M12.6 8a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0Z',
  trouble: 'M8 2.6 14 13H2L8 2.6Zm0 4v3M8 11.3v.1',
  to: 'M2.5 8h11m-4-4 4 4-4 4',
  find: 'M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm-1.200 2.800L13.500 13.500',
  plus: 'M8 3v10M3 8h10',
  cross: 'm4 4 8 8m0-8-8 8',
  pause: 'M5.500 3.500v9m5-9v9',
  play: 'M5 3.200v9.600L12.500 8 5 3.200Z',
  stop: 'M4 4h8v8H4z',
  down: 'M8 3v10m-4-4 4 4 4-4',
  up: 'M8 13V3M4 7l4-4 4 4',
  board: 'M2.400 3.200h11.200M2.400 8h11.200M2.400 12.800h11.200M7.200 3.200v9.600',
  seats:
    'M8 5.600a2.400 2.400 0 1 1-4.800 0 2.400 2.400 0 0 1 4.800 0Zm5 .8a1.800 1.800 0 1 1-3.600 0 1.800 1.800 0 0 1 3.600 0ZM1.600 12.800c.4-2.400 1.900-3.600 4-3.600s3.600 1.200 4 3.600m.8-2.800c2-.5 3.400.6 4 2.400',
  person:
    'M10.7 5.200a2.700 2.700 0 1 1-5.400 0 2.700 2.700 0 0 1 5.400 0ZM2.800 13.600c.5-2.700 2.300-4 5.200-4s4.700 1.300 5.200 4',
  say: 'M2.400 3.600h11.200v7.200H6.400L3.200 13.200v-2.400h-.8z',
  bell: 'M3.200 11.400c1-1 1.400-2.200 1.400-4.200a3.400 3.400 0 0 1 6.800 0c0 2 .4 3.200 1.400 4.200H3.200Zm3.400 2.200a1.600 1.600 0 0 0 2.800 0',
  grip: 'M5.600 3.600h.01M10.400 3.600h.01M5.600 8h.01M10.400 8h.01M5.600 12.400h.01M10.400 12.400h.01',
  more: 'M3.600 8h.01M8 8h.01M12.400 8h.01',
  file: 'M4 2.500h5l3 3v8H4v-11Zm5 0v3h3',
  bottom: 'm4 6 4 4 4-4',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing on a 16-pixel grid; the word beside it carries the meaning. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  const heavy = name === 'pause' || name === 'more' || name === 'grip';
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={heavy ? 2.4 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeDasharray={name === 'draft' ? '2 2.2' : undefined}
      className="flex-none"
    >
      <path d={paths[name]} />
    </svg>
  );
}
