import assert from 'node:assert/strict';
import { guessedText, isGuessed } from '../../../src/formats/step/codePages.js';
import { parseMesh } from '../../../src/models/parse/index.js';
import { boxFacets, textStl } from '../../support/stlBox.js';

/** The bytes of a text in a code page, each as one character: Node.js only decodes them. */
function bytesIn(page: string, text: string): string {
  const decoder = new TextDecoder(page);
  const known = new Map<string, string>();
  for (let first = 0; first < 256; first++) {
    const one = decoder.decode(Uint8Array.of(first));
    if (first < 0x80 || !one.includes('\ufffd')) known.set(one, String.fromCharCode(first));
    if (first < 0x80 || !/gb|big5|euc|jis/.test(page)) continue;
    for (let second = 0x40; second < 256; second++) {
      const two = decoder.decode(Uint8Array.of(first, second));
      if (Array.from(two).length === 1 && two !== '\ufffd' && !known.has(two))
        known.set(two, String.fromCharCode(first, second));
    }
  }
  return Array.from(text, (character) => {
    const bytes = known.get(character);
    assert.ok(bytes !== undefined, `${page} has no ${character}`);
    return bytes;
  }).join('');
}

const names: Readonly<Record<string, readonly string[]>> = {
  'windows-1252': [
    'Gehäuse',
    'Größe 5',
    'Bügel',
    'ÄÖÜ',
    'Ölwanne',
    'pièce créée',
    'Façade',
    'tête de vis',
    'Über',
    'Änderung',
    'año',
    'Señal',
    'Skrúfa',
    'Fäste åäö',
    'Bøyle',
    'Platte 20 × 10 mm²',
    '90° ±0,1',
    'perché è più',
    'Größte Höhe über Fuß',
    'boîtier',
    'système',
    'règle à calcul',
    'arrière',
    'poème',
    'près',
    'modèle',
    'coupe-câble',
    'flûte',
    'piqûre',
    'goût',
    'brûleur',
    'août',
    'prêt',
    'arrêt',
    'fenêtre',
    'chêne',
    'guêpe',
    'dimensões',
    'peças',
    'conexão',
    'botão',
    'irmã',
    'maçã',
    'võll',
    'põhi',
    'Tømmer',
    'Rør',
    'Sømløs bøsning',
    'Møtrik',
    'Købmand',
    'Aksel høyre',
    'Hjælpeplade',
    'ære',
    'tamaño',
    'caña',
    'muñeca',
    'pequeño',
    'maïs',
    'naïf',
    'Þvermál',
    'Nº 5',
    'così',
    'caffè',
    'più',
    'tetrò',
    'Øre',
    'Pièce nº 2',
    'Kæde',
    'façade côté droit',
  ],
  'windows-1250': [
    'dveře',
    'příčka',
    'kořen',
    'držák',
    'Kryt dveří',
    'Řemen',
    'točna',
    'Klička',
    'matice č. 5',
    'Čep',
    'wał',
    'oś',
    'vačka',
    'skříň',
    'Kolač',
    'osovina ključ',
    'kućište',
    'vijčić',
    'Kućište ležaja',
    'cső',
    'felső',
    'tető',
    'erősítő',
    'gyűrű',
    'szűrő',
    'fűtőtest',
    'műanyag',
    'Tengely ütköző',
    'zębatka',
    'pręga',
    'kątownik',
    'końcówka',
    'pierścień',
    'dłoń',
    'śruba',
    'część',
    'gwóźdź',
    'nakrętka',
    'plăcuţă',
    'roată',
    'şurub',
    'piuliţă',
    'bară',
    'placă',
    'Šroub',
    'žebro',
    'koleno hořáku',
    'Łapa',
    'rura ssąca',
    'ložisko',
    'čtyřhran',
    'těsnění',
    'pouzdro ložiska',
    'hřeben',
    'vodítko',
    'Śruba',
    'Łożysko',
    'podkładka żółta',
    'Šroub přední',
    'hřídel',
    'víko zadní přírubové',
    'příruba',
  ],
  'windows-1251': ['КРЫШКА', 'Болт М6', 'Втулка опорная'],
  'windows-1253': ['Βίδα', 'Βάση στήριξης'],
  gb18030: ['零件1', '底座', '轴', '螺栓M6', '海绵2', '装配体', '左支架', '电机座', '齿轮'],
  big5: ['零件1', '底座', '螺絲', '軸承座', '左支架', '電機', '齒輪'],
  'euc-kr': [
    '부품',
    '부품1',
    '조립체',
    '볼트 M6',
    '너트',
    '베이스 판',
    '커버',
    '축',
    '하우징',
    '브라켓',
    '케이스 상',
    '플레이트',
  ],
  shift_jis: ['部品1', 'ボルト', '取付板', 'カバー', '歯車', 'ねじ M6'],
  'euc-jp': ['部品1', 'ボルト', '取付板', 'カバー', 'ねじ M6'],
};

describe('The letters of a name without a code page are guessed, and told to be guessed,', () => {
  for (const [page, texts] of Object.entries(names))
    for (const text of texts)
      it(`of ${text} in ${page}`, () => {
        const bytes = bytesIn(page, text);
        assert.equal(guessedText(bytes), text);
        assert.ok(isGuessed(bytes));
      });

  for (const text of ['plate', 'Gehäuse', '部品1', '부품'])
    it(`and not of ${text} in UTF-8`, () => {
      const bytes = Buffer.from(text).toString('latin1');
      assert.deepEqual([guessedText(bytes), isGuessed(bytes)], [text, false]);
    });

  for (const [page, text] of [
    ['windows-1251', 'ПримеР'],
    ['windows-1252', 'Gehäuse'],
    ['windows-1250', 'dveře'],
    ['gb18030', '零件'],
    ['shift_jis', 'ボルト'],
  ] as const)
    it(`in the text STL ${text} in ${page}`, async () => {
      const [before = '', after = ''] = textStl(boxFacets()).split('solid box');
      const file = Buffer.from(`${before}solid ${bytesIn(page, text)}${after}`, 'latin1');
      const { mesh, facts } = await parseMesh('stl', Uint8Array.from(file));
      assert.equal(mesh.parts[0]!.name, text);
      assert.ok(facts.mended.some(({ what, count }) => what === 'guessed' && count === 1));
    });
});
