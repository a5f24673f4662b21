export * from './scene/faceLayout';
