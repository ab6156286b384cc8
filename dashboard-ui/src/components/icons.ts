/** Outlines on a 16 px grid, drawn with a 1.5 px round stroke. */
export const ICONS = {
  in: 'M12 4 4 12M4 6v6h6',
  out: 'M4 12l8-8M6 4h6v6',
  up: 'M8 13V3M4 7l4-4 4 4',
  web: 'M2.5 8h11M8 2.5c2 2 2 9 0 11M8 2.5c-2 2-2 9 0 11M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11',
  call: 'M3.5 8h9M9.5 5l3 3-3 3',
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.4v.1',
  missed: 'M3 8h10',
  busy: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M4.5 11.5l7-7',
  voicemail: 'M4.5 6a2.2 2.2 0 1 0 0 4.4A2.2 2.2 0 0 0 4.5 6M11.5 6a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4M4.5 10.4h7',
  phone: 'M3.5 2.5h2.5l1 3-1.5 1.2a8 8 0 0 0 3.8 3.8L10.5 9l3 1v2.5a1 1 0 0 1-1 1A10 10 0 0 1 2.5 3.5a1 1 0 0 1 1-1',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 5v3.2l2 1.3',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  moon: 'M13 9.6A5.4 5.4 0 1 1 6.4 3 4.3 4.3 0 0 0 13 9.6',
  system: 'M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5',
  left: 'M10 4 6 8l4 4',
  right: 'M6 4l4 4-4 4',
  copy: 'M5.5 5.5h7.5v7.5H5.5zM3 10.5V3h7.5',
  interrupted: 'M8 2.5v11M3 5.5h3M3 8h1.5M3 10.5h3M10.5 5 13 8l-2.5 3',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5V5h-2.5',
  plug: 'M6 2.5V5M10 2.5V5M4 5h8v2.5a4 4 0 0 1-8 0zM8 11.5v2',
  follow: 'M8 2.5v2M8 11.5v2M2.5 8h2M11.5 8h2M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
} as const;

export type IconName = keyof typeof ICONS;
