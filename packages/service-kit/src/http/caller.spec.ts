import { expect, jest, test } from '@jest/globals';
import { closingResponse } from '../testing/closing-response.ts';
import { Caller } from './caller.ts';

test('a caller that hangs up before its answer has left, and whoever listens is told once', () => {
  const response = closingResponse();
  const caller = new Caller(response);
  const [listener, removed] = [jest.fn(), jest.fn()];
  caller.addListener(listener);
  caller.addListener(removed);
  caller.removeListener(removed);
  expect(caller.hasLeft).toBe(false);
  response.emit('close');
  expect(caller.hasLeft).toBe(true);
  expect(listener).toHaveBeenCalledTimes(1);
  expect(removed).not.toHaveBeenCalled();
});

test('a caller that has its answer has not left', () => {
  const response = closingResponse({ writableFinished: true });
  const caller = new Caller(response);
  const listener = jest.fn();
  caller.addListener(listener);
  response.emit('close');
  expect(caller.hasLeft).toBe(false);
  expect(listener).not.toHaveBeenCalled();
});

test.each([
  [false, true],
  [true, false],
])('one that went before anybody looked: with its answer %s, so it has left %s', (writableFinished, left) => {
  expect(new Caller(closingResponse({ closed: true, writableFinished })).hasLeft).toBe(left);
});
