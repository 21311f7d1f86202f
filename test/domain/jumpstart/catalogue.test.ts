import { catalogue } from '../../../domain/jumpstart/catalogue';

describe('the pinned catalogue', () => {
  it('knows 16 text2text models in 21 regions', () => {
    expect(Object.keys(catalogue.models)).toHaveLength(16);
    expect(Object.keys(catalogue.container.registryAccounts)).toHaveLength(21);
  });

  it('lists seven of them; the others are deprecated', () => {
    const listed = Object.values(catalogue.models).filter((model) => model.listed);
    expect(listed).toHaveLength(7);
  });

  it('names only profiles that it has', () => {
    const named = Object.values(catalogue.models).flatMap((model) =>
      Object.values(model.versions).map((version) => version.profile),
    );
    expect([...new Set(named)].sort()).toStrictEqual(Object.keys(catalogue.profiles).sort());
  });

  it('has each artefact under its own model id, in one tarball', () => {
    for (const [id, model] of Object.entries(catalogue.models)) {
      for (const { artifactKey } of Object.values(model.versions)) {
        expect(artifactKey).toBe(`huggingface-infer/prepack/v1.1.2/infer-prepack-${id}.tar.gz`);
      }
    }
  });
});
