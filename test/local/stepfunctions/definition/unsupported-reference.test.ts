import jsonata from 'jsonata';
import { unsupportedReference } from '../../../../local/stepfunctions/definition/unsupported-reference';

it.each([
  '$states.input.items[value > 3]',
  '$states.input.a.b.c',
  '$states.input.items^(price).name',
  '$states.input.items{name: price}',
  '{"a": $x, "b": [$y.z, "text"]}',
  '$map($states.input.a, function($v) { $v.name })',
  '$states.input.items.(price * quantity)',
  '$x ~> $sum()',
  '( $a := 1; $a + 1 )',
  '$states.input ~> |$|{"n": price}|',
])('accepts %s', (source) => {
  expect(unsupportedReference(jsonata(source).ast())).toBeUndefined();
});

it.each([
  ['phone', "Reference to 'phone' at the top level is not supported."],
  ['phone.number', "Reference to 'phone' at the top level is not supported."],
  ['$x + phone', "Reference to 'phone' at the top level is not supported."],
  ['{"a": [phone]}', "Reference to 'phone' at the top level is not supported."],
  ['$x ? phone : 1', "Reference to 'phone' at the top level is not supported."],
  ['$map($x, function($v) { phone })', "Reference to 'phone' at the top level is not supported."],
  ['$count(phone)', "Reference to 'phone' at the top level is not supported."],
  ['$$.phone', "Reference to '$$' is not supported."],
  ['$eval("1")', "The function '$eval' is not supported; use '$parse'."],
  ['$states.input.x.$eval("1")', "The function '$eval' is not supported; use '$parse'."],
])('refuses %s', (source, problem) => {
  expect(unsupportedReference(jsonata(source).ast())).toBe(problem);
});
