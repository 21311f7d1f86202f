import fc from 'fast-check';
import {
  ImpossiblePlacement,
  type ServiceName,
  placeServices,
  serviceNames,
} from '../../local/placement';

const URL = 'http://127.0.0.1:4567';
const here = (...options: Parameters<typeof placeServices>) => {
  const placement = placeServices(...options);
  return serviceNames.filter((name) => placement.isHere(name));
};

test('all services run here, and nothing is elsewhere, unless something else is said', () => {
  expect(here({})).toEqual(serviceNames);
  expect(placeServices({}).elsewhere).toEqual({});
});

test('a service with an endpoint runs there, all others here', () => {
  const placement = placeServices({ endpoints: { sagemaker: URL } });
  expect(serviceNames.filter((name) => !placement.isHere(name))).toEqual(['sagemaker']);
  expect(placement.endpointOf('sagemaker')).toBe(URL);
  expect(placement.elsewhere).toEqual({ sagemaker: URL });
});

test('--only leaves the others nowhere, but for those that have an endpoint', () => {
  const placement = placeServices({ only: ['sagemaker'], endpoints: { s3: URL } });
  expect(placement.isHere('sagemaker')).toBe(true);
  expect(placement.elsewhere).toEqual({ s3: URL });
  expect(placement.endpointOf('events')).toBeUndefined();
});

test('the endpoint of a service goes before the one for all others', () => {
  const others = 'http://127.0.0.1:4566';
  const placement = placeServices({
    only: ['sagemaker'],
    endpoints: { s3: URL },
    othersEndpoint: others,
  });
  expect(placement.endpointOf('s3')).toBe(URL);
  expect(placement.endpointOf('logs')).toBe(others);
  expect(placement.endpointOf('sagemaker')).toBeUndefined();
});

test('property: each service is here, elsewhere or nowhere, and never at two places', () => {
  const names = fc.subarray<ServiceName>([...serviceNames]);
  fc.assert(
    fc.property(fc.option(names), names, fc.boolean(), (only, remote, hasOthers) => {
      const options = {
        only: only ?? undefined,
        endpoints: Object.fromEntries(remote.map((name) => [name, URL])),
        othersEndpoint: hasOthers ? `${URL}1` : undefined,
      };
      let placement: ReturnType<typeof placeServices>;
      try {
        placement = placeServices(options);
      } catch (error) {
        expect(error).toBeInstanceOf(ImpossiblePlacement);
        return;
      }
      for (const name of serviceNames) {
        const isElsewhere = placement.endpointOf(name) !== undefined;
        expect(placement.isHere(name) && isElsewhere).toBe(false);
        expect(name in placement.elsewhere).toBe(isElsewhere);
        if (only) expect(placement.isHere(name)).toBe(only.includes(name));
        if (!placement.isHere(name) && (hasOthers || remote.includes(name))) {
          expect(isElsewhere).toBe(true);
        }
      }
    }),
  );
});

test.each([
  [{ only: [] }, 'no service is left'],
  [{ only: ['s3' as const], endpoints: { s3: URL } }, `s3 is to run in this process and at ${URL}`],
  [{ othersEndpoint: URL }, `none is left to be at ${URL}`],
  [{ only: ['sagemaker' as const] }, 'sagemaker needs S3'],
  [{ only: ['lambda' as const], endpoints: { logs: URL } }, 'lambda needs S3'],
  [{ only: ['lambda' as const, 's3' as const] }, 'lambda gets its functions by cloudformation'],
  [{ endpoints: { s3: 'http://localhost:4567' }, ownPort: 4567 }, 'is the address of this process'],
])('%j is refused in one sentence', (options, sentence) => {
  expect(() => placeServices(options)).toThrow(ImpossiblePlacement);
  expect(() => placeServices(options)).toThrow(sentence);
});
