/** Solids that are made of other shapes (ISO 10303-42). The kernel's reader makes nothing of them. */
export function isBuiltSolid(type: string): boolean {
  return /^(?:CSG_SOLID|SOLID_REPLICA|SWEPT_DISK_SOLID|(?:EXTRUDED|REVOLVED)_(?:AREA|FACE)_SOLID)$/.test(type);
}

/** What such a solid is made of and is no shape by itself. */
export function isOperand(type: string): boolean {
  return type === 'BOOLEAN_RESULT' || type === 'HALF_SPACE_SOLID';
}
