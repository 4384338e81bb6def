/** Drawn as lines, in a square of 16 units. */
export const iconPaths = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4.5 4.5l7 7m0-7l-7 7',
  clock: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 1 0 8 2.2M8 5v3l2 1.4',
  undo: 'M6.5 4.5L3.5 7.5l3 3M4 7.5h5.5a3 3 0 0 1 0 6H7',
  alert: 'M8 2.5l6 11H2zM8 6.5v3.2m0 1.7v.1',
  info: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 1 0 8 2.2M8 7.5v3.2m0-5.6v.1',
  stop: 'M4.5 8h7',
  send: 'M3 8h9m-4-4l4 4-4 4',
  back: 'M13 8H4m4-4L4 8l4 4',
} as const;

export type IconName = keyof typeof iconPaths;
