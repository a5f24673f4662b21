/** The colours of charts, from the editor's theme. A canvas knows no CSS variables. */
export interface ChartTheme {
  readonly text: string;
  readonly grid: string;
  readonly background: string;
  readonly series: readonly string[];
  /** Around each bar, where contrast is high. */
  readonly edge: string | undefined;
  readonly font: { readonly family: string; readonly size: number };
  readonly tooltip: { readonly background: string; readonly text: string; readonly border: string };
}

const seriesColours = ['blue', 'purple', 'green', 'yellow', 'red'];

export function chartTheme(): ChartTheme {
  const style = getComputedStyle(document.body);
  const colour = (names: readonly string[], otherwise: string): string =>
    names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim()).find((value) => value !== '') ?? otherwise;
  const text = colour(['foreground'], style.color);
  const isHighContrast = document.body.matches('.vscode-high-contrast, .vscode-high-contrast-light');
  return {
    text,
    grid: isHighContrast
      ? colour(['contrastBorder'], text)
      : colour(['editorIndentGuide-background1', 'widget-border', 'panel-border'], text),
    background: colour(['editor-background'], 'transparent'),
    series: seriesColours.map((name) => colour([`charts-${name}`], text)),
    edge: isHighContrast ? text : undefined,
    font: { family: style.fontFamily, size: Number.parseFloat(style.fontSize) - 1 },
    tooltip: {
      background: colour(['editorHoverWidget-background', 'editor-background'], 'black'),
      text: colour(['editorHoverWidget-foreground', 'foreground'], 'white'),
      border: colour(['editorHoverWidget-border', 'contrastBorder'], text),
    },
  };
}

/**
 * The first series is plain, the others have stripes of their own direction, so that they differ without their colour.
 */
export function fillOf(series: number, { series: colours, background }: ChartTheme): string | CanvasPattern {
  const colour = colours[series % colours.length] ?? 'gray';
  const angle = series % 3;
  const tile = new OffscreenCanvas(8, 8);
  const pen = tile.getContext('2d');
  if (angle === 0 || !pen) return colour;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = background;
  pen.lineWidth = 1.5;
  pen.beginPath();
  // Drawn over the edges, so that the tiles join.
  for (const shift of [-8, 0, 8]) {
    pen.moveTo(angle === 1 ? shift : shift + 8, 8);
    pen.lineTo(angle === 1 ? shift + 8 : shift, 0);
  }
  pen.stroke();
  return pen.createPattern(tile, 'repeat') ?? colour;
}

/** Calls back whenever the theme changes. */
export function watchTheme(onChange: () => void): void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
