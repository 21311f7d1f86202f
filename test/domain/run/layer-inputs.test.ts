import fc from 'fast-check';
import { layerInputs } from '../../../domain/run/layer-inputs';
import { type PresetInput } from '../../../domain/run/request';

const REFERENCES = { uri: 'references.jsonl', idColumn: 'id', referenceColumn: 'highlights' };

describe('fields that speak of the same thing', () => {
  test.each<{ what: string; upper: PresetInput; lower: PresetInput; layered: PresetInput }>([
    {
      what: 'another data set leaves references behind',
      upper: { dataset: { uri: 'b' } },
      lower: { dataset: { uri: 'a', references: REFERENCES, inputColumn: 'body' } },
      layered: { dataset: { uri: 'b', inputColumn: 'body' } },
    },
    {
      what: 'the same data set keeps them',
      upper: { dataset: { uri: 'a' } },
      lower: { dataset: { uri: 'a', references: REFERENCES } },
      layered: { dataset: { uri: 'a', references: REFERENCES } },
    },
    {
      what: 'a file of references displaces the column',
      upper: { dataset: { references: REFERENCES } },
      lower: { dataset: { referenceColumn: 'summary' } },
      layered: { dataset: { references: REFERENCES } },
    },
    {
      what: 'a column displaces the file',
      upper: { dataset: { referenceColumn: 'summary' } },
      lower: { dataset: { references: REFERENCES } },
      layered: { dataset: { referenceColumn: 'summary' } },
    },
    {
      what: 'null displaces nothing',
      upper: { dataset: { referenceColumn: null, hyperParametersColumn: null } },
      lower: { dataset: { references: REFERENCES }, hyperParameters: { max_length: 9 } },
      layered: {
        dataset: { references: REFERENCES, referenceColumn: null, hyperParametersColumn: null },
        hyperParameters: { max_length: 9 },
      },
    },
    {
      what: 'prepared data has other columns',
      upper: { dataset: { format: 'prepared' } },
      lower: { dataset: { format: 'jsonl', referenceColumn: 'summary' } },
      layered: { dataset: { format: 'prepared' } },
    },
    {
      what: 'prepared data over prepared data has the same',
      upper: { dataset: { format: 'prepared' } },
      lower: { dataset: { format: 'prepared', referenceColumn: 'summary' } },
      layered: { dataset: { format: 'prepared', referenceColumn: 'summary' } },
    },
    {
      what: "a column of hyperparameters displaces the job's",
      upper: { dataset: { hyperParametersColumn: 'own' } },
      lower: { hyperParameters: { max_length: 9 } },
      layered: { dataset: { hyperParametersColumn: 'own' } },
    },
    {
      what: "the job's hyperparameters displace the column, and are taken whole",
      upper: { hyperParameters: { max_length: 9 } },
      lower: { dataset: { hyperParametersColumn: 'own' }, hyperParameters: { top_k: 5 } },
      layered: { dataset: {}, hyperParameters: { max_length: 9 } },
    },
    {
      what: 'another model leaves the instance type behind',
      upper: { model: 'b' },
      lower: { model: 'a', transform: { instanceType: 'ml.m5.large', instanceCount: 2 } },
      layered: { model: 'b', transform: { instanceCount: 2 } },
    },
  ])('$what', ({ upper, lower, layered }) => {
    expect(layerInputs(upper, lower)).toEqual({
      dataset: {},
      transform: {},
      rouge: {},
      ...layered,
    });
  });

  test('changes neither layer', () => {
    const lower = { dataset: { uri: 'a', references: REFERENCES } };
    layerInputs({ dataset: { uri: 'b' } }, lower);
    expect(lower).toEqual({ dataset: { uri: 'a', references: REFERENCES } });
  });
});

/** Inputs over few values, so that layers often speak of the same things. */
const few = <T>(...values: T[]) => fc.constantFrom(...values);
const optional = { requiredKeys: [] };
const input: fc.Arbitrary<PresetInput> = fc.record(
  {
    dataset: fc.record(
      {
        uri: few('a', 'b'),
        format: few('jsonl' as const, 'prepared' as const),
        inputColumn: few('x', 'y'),
        referenceColumn: few('x', 'y', null),
        references: few(REFERENCES, { ...REFERENCES, uri: 'other.jsonl' }, null),
        hyperParametersColumn: few('p', null),
        limit: few(1, 2, null),
      },
      optional,
    ),
    prompt: few('{x}', '{y}'),
    model: few('m', 'n'),
    hyperParameters: few({ max_length: 9 }, { top_k: 5 }, null),
    transform: fc.record({ instanceType: few('t', 'u'), instanceCount: few(1, 2) }, optional),
    rouge: fc.record({ seed: few(1, 2) }, optional),
  },
  optional,
);
const EMPTY = { dataset: {}, transform: {}, rouge: {} };

describe('layers', () => {
  test('an empty layer changes nothing, above or below', () => {
    fc.assert(
      fc.property(input, (layer) => {
        expect(layerInputs({}, layer)).toEqual({ ...EMPTY, ...layer });
        expect(layerInputs(layer, {})).toEqual({ ...EMPTY, ...layer });
      }),
    );
  });

  test('a layer over itself is itself', () => {
    fc.assert(
      fc.property(input, (layer) => {
        expect(layerInputs(layer, layer)).toEqual({ ...EMPTY, ...layer });
      }),
    );
  });

  test('what the upper one names stands; the rest is from below, but for what was displaced', () => {
    fc.assert(
      fc.property(input, input, (upper, lower) => {
        const [above, below] = [fieldsOf(upper), fieldsOf(lower)];
        const layered = fieldsOf(layerInputs(upper, lower));
        const expected = { ...below, ...above };
        expect(expected).toMatchObject(layered);
        const displaced = Object.keys(expected).filter((field) => !(field in layered));
        expect(displaced.filter((field) => field in above)).toEqual([]);
        expect(DISPLACEABLE).toEqual(expect.arrayContaining(displaced));
      }),
    );
  });
});

const DISPLACEABLE = [
  'dataset.references',
  'dataset.referenceColumn',
  'dataset.hyperParametersColumn',
  'hyperParameters',
  'transform.instanceType',
];

/** The fields that are laid one by one, by their path. */
function fieldsOf({ dataset, transform, rouge, ...whole }: PresetInput): Record<string, unknown> {
  const within = (part: string, fields: object = {}): [string, unknown][] =>
    Object.entries<unknown>({ ...fields }).map(([field, value]) => [`${part}.${field}`, value]);
  return {
    ...whole,
    ...Object.fromEntries<unknown>([
      ...within('dataset', dataset),
      ...within('transform', transform),
      ...within('rouge', rouge),
    ]),
  };
}
