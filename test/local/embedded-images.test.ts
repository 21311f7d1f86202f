import { embeddedImages } from '../../local/embedded-images';

test.each([
  ['embedded/t5-onnx:1', 't5', undefined],
  ['embedded/echo:latest', 'echo', undefined],
  ['embedded/t5-tgi:2', 't5', { MODEL_SERVER_CONTRACT: 'tgi-2.x' }],
  ['embedded/echo-tgi:2', 'echo', { MODEL_SERVER_CONTRACT: 'tgi-2.x' }],
])('%s is the model server %s', (uri, kind, env) => {
  const image = embeddedImages(uri);
  expect(image?.args.at(-1)).toBe(kind);
  expect(image?.env).toEqual(env);
});

test.each(['embedded/echo', 'embedded/gpt:1', 'toString:1', ''])('%j is no image', (uri) => {
  expect(embeddedImages(uri)).toBeUndefined();
});
