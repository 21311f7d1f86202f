export { PythonLiteralError } from './error';
export { parsePythonLiteral } from './parse';
export { toPythonLiteral } from './write';
