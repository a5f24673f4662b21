/** Colours of the parts of an assembly, so that they can be told apart. */
export const colors = {
  steel: '#8a9ba8',
  darkSteel: '#5c6670',
  brightSteel: '#c3ccd3',
  brass: '#c9a95c',
  body: '#4f6d8f',
  lid: '#d08a4e',
} as const;
