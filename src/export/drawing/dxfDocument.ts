// What a DXF file of AutoCAD 2000 has besides its entities: programs refuse one without it.

/** A line with a code that says what it is, and one with its value. */
export type Pair = readonly [code: number, value: string | number];

/** What is to be cut is on a layer of its own. */
export const layer = 'CUT';
/** Numbers of the records that others refer to, in hexadecimal. */
export const handles = { blockRecords: '1', modelSpace: '1F', paperSpace: '1B', dictionary: 'C', groups: 'D' };
export const firstEntity = 0x100;

/** The text of a drawing in mm with these entities. */
export function dxfDocument(entities: readonly (readonly Pair[])[]): string {
  const pairs: readonly Pair[] = [
    ...section('HEADER', [
      [9, '$ACADVER'],
      [1, 'AC1015'],
      [9, '$INSUNITS'],
      [70, 4],
      [9, '$MEASUREMENT'],
      [70, 1],
      [9, '$HANDSEED'],
      [5, (firstEntity + entities.length + 1).toString(16).toUpperCase()],
    ]),
    ...section('CLASSES', []),
    ...section('TABLES', tables()),
    ...section('BLOCKS', [
      ...block('*Model_Space', handles.modelSpace, '20'),
      ...block('*Paper_Space', handles.paperSpace, '1C'),
    ]),
    ...section('ENTITIES', entities.flat()),
    ...section('OBJECTS', [
      [0, 'DICTIONARY'],
      [5, handles.dictionary],
      [330, '0'],
      [100, 'AcDbDictionary'],
      [281, 1],
      [3, 'ACAD_GROUP'],
      [350, handles.groups],
      [0, 'DICTIONARY'],
      [5, handles.groups],
      [330, handles.dictionary],
      [100, 'AcDbDictionary'],
      [281, 1],
    ]),
    [0, 'EOF'],
  ];
  return pairs.map(([code, value]) => `${String(code).padStart(3)}\r\n${written(code, value)}\r\n`).join('');
}

/** Whole numbers for the codes that take such, else with a point. */
function written(code: number, value: string | number): string {
  if (typeof value === 'string' || (code >= 60 && code < 100) || code >= 170) return String(value);
  const text = String(Number(value.toFixed(9)));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function section(name: string, pairs: readonly Pair[]): Pair[] {
  return [[0, 'SECTION'], [2, name], ...pairs, [0, 'ENDSEC']];
}

/** The tables that AutoCAD wants to find, with the entries that it wants in them. */
function tables(): Pair[] {
  return [
    ...table('VPORT', '8', []),
    ...table('LTYPE', '5', [lineType('14', 'ByBlock'), lineType('15', 'ByLayer'), lineType('16', 'Continuous')]),
    ...table('LAYER', '2', [layerRecord('10', '0'), layerRecord('11', layer)]),
    ...table('STYLE', '3', [
      [
        [0, 'STYLE'],
        [5, '17'],
        [330, '3'],
        [100, 'AcDbSymbolTableRecord'],
        [100, 'AcDbTextStyleTableRecord'],
        [2, 'Standard'],
        [70, 0],
        [40, 0],
        [41, 1],
        [50, 0],
        [71, 0],
        [42, 2.5],
        [3, 'txt'],
        [4, ''],
      ],
    ]),
    ...table('VIEW', '6', []),
    ...table('UCS', '7', []),
    ...table('APPID', '9', [
      [
        [0, 'APPID'],
        [5, '12'],
        [330, '9'],
        [100, 'AcDbSymbolTableRecord'],
        [100, 'AcDbRegAppTableRecord'],
        [2, 'ACAD'],
        [70, 0],
      ],
    ]),
    [0, 'TABLE'],
    [2, 'DIMSTYLE'],
    [5, 'A'],
    [330, '0'],
    [100, 'AcDbSymbolTable'],
    [70, 0],
    [100, 'AcDbDimStyleTable'],
    [71, 0],
    [0, 'ENDTAB'],
    ...table('BLOCK_RECORD', handles.blockRecords, [
      blockRecord(handles.modelSpace, '*Model_Space'),
      blockRecord(handles.paperSpace, '*Paper_Space'),
    ]),
  ];
}

function table(name: string, handle: string, records: readonly (readonly Pair[])[]): Pair[] {
  return [
    [0, 'TABLE'],
    [2, name],
    [5, handle],
    [330, '0'],
    [100, 'AcDbSymbolTable'],
    [70, records.length],
    ...records.flat(),
    [0, 'ENDTAB'],
  ];
}

function lineType(handle: string, name: string): Pair[] {
  return [
    [0, 'LTYPE'],
    [5, handle],
    [330, '5'],
    [100, 'AcDbSymbolTableRecord'],
    [100, 'AcDbLinetypeTableRecord'],
    [2, name],
    [70, 0],
    [3, ''],
    [72, 65],
    [73, 0],
    [40, 0],
  ];
}

function layerRecord(handle: string, name: string): Pair[] {
  return [
    [0, 'LAYER'],
    [5, handle],
    [330, '2'],
    [100, 'AcDbSymbolTableRecord'],
    [100, 'AcDbLayerTableRecord'],
    [2, name],
    [70, 0],
    [62, 7],
    [6, 'Continuous'],
  ];
}

function blockRecord(handle: string, name: string): Pair[] {
  return [
    [0, 'BLOCK_RECORD'],
    [5, handle],
    [330, handles.blockRecords],
    [100, 'AcDbSymbolTableRecord'],
    [100, 'AcDbBlockTableRecord'],
    [2, name],
  ];
}

function block(name: string, record: string, handle: string): Pair[] {
  const end = (parseInt(handle, 16) + 1).toString(16).toUpperCase();
  return [
    [0, 'BLOCK'],
    [5, handle],
    [330, record],
    [100, 'AcDbEntity'],
    [8, '0'],
    [100, 'AcDbBlockBegin'],
    [2, name],
    [70, 0],
    [10, 0],
    [20, 0],
    [30, 0],
    [3, name],
    [1, ''],
    [0, 'ENDBLK'],
    [5, end],
    [330, record],
    [100, 'AcDbEntity'],
    [8, '0'],
    [100, 'AcDbBlockEnd'],
  ];
}
