import * as vscode from 'vscode';

/** From where one looks at a model: the names of the views, and the words on the sides of the cube. */
export function viewTexts() {
  const { t } = vscode.l10n;
  return {
    fit: t('Fit'),
    viewIsometric: t('Isometric View'),
    viewFront: t('Front View'),
    viewBack: t('Back View'),
    viewLeft: t('Left View'),
    viewRight: t('Right View'),
    viewTop: t('Top View'),
    viewBottom: t('Bottom View'),
    toggleProjection: t('Perspective or Orthographic'),
    toggleGrid: t('Grid and Axes'),
    front: t('Front'),
    back: t('Back'),
    left: t('Left'),
    right: t('Right'),
    top: t('Top'),
    bottom: t('Bottom'),
  };
}
