import { parameterValues, readBootstrapParameter } from '../../../local/cloudformation/parameters';
import { parseTemplate } from '../../../local/cloudformation/template';

const template = parseTemplate({
  Parameters: {
    Plain: { Type: 'String', Default: 'a', AllowedValues: ['a', 'b'] },
    Count: { Type: 'Number', Default: 3 },
    List: { Type: 'CommaDelimitedList', Default: 'x, y' },
    Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/q/version' },
  },
  Resources: {},
});
const values = (given: Record<string, string>): Record<string, unknown> =>
  Object.fromEntries(parameterValues(template, given, readBootstrapParameter));

test('defaults, with SSM looked up and lists split', () => {
  expect(values({})).toEqual({ Plain: 'a', Count: '3', List: ['x', 'y'], Version: '30' });
});

test('a given value comes before the default', () => {
  expect(values({ Plain: 'b', Count: '4' })).toMatchObject({ Plain: 'b', Count: '4' });
});

test.each([
  [{ Plain: 'c' }, 'c is not one of a, b'],
  [{ Unknown: '1' }, '[Unknown] do not exist'],
  [{ Version: '/other' }, '[/other] from SSM'],
])('%j is refused', (given: Record<string, string>, reason) => {
  expect(() => values(given)).toThrow(reason);
});

test('a parameter without a value is named', () => {
  const needy = parseTemplate({ Parameters: { P: { Type: 'String' } }, Resources: {} });
  expect(() => parameterValues(needy, {}, readBootstrapParameter)).toThrow('[P] must have values');
});
