import { HttpStatus, RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiResponse } from '@nestjs/swagger';
import { Answer } from './answer.ts';
import { answerHeaders } from './headers.ts';

/**
 * Gives the library's own decorator to each method that has `@Answer`: only now, so that a service that is never asked
 * for its document need not load it.
 */
export function documentAnswers(application: NestFastifyApplication): void {
  const reflector = application.get(Reflector);
  const scanner = new MetadataScanner();
  for (const { prototype, name, method } of controllerMethods(application, scanner)) {
    const standardSchema = reflector.get(Answer, method);
    if (!standardSchema) continue;
    const description = standardSchema.description ?? 'The answer.';
    const document = ApiResponse({ status: statusOf(method), description, standardSchema, headers: answerHeaders });
    document(prototype, name, { value: method });
  }
}

interface ControllerMethod {
  readonly prototype: object;
  readonly name: string;
  readonly method: () => unknown;
}

function controllerMethods(application: NestFastifyApplication, scanner: MetadataScanner): ControllerMethod[] {
  const controllers = [...application.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    const prototype = (metatype as { prototype: Record<string, () => unknown> } | null)?.prototype;
    if (!prototype) return [];
    return scanner.getAllMethodNames(prototype).map((name) => {
      return { prototype, name, method: prototype[name] as () => unknown };
    });
  });
}

/** As Nest has it: what `@HttpCode` says, else 201 for a POST. */
function statusOf(method: object): number {
  const stated = Reflect.getMetadata(HTTP_CODE_METADATA, method) as number | undefined;
  if (stated !== undefined) return stated;
  return Reflect.getMetadata(METHOD_METADATA, method) === RequestMethod.POST ? HttpStatus.CREATED : HttpStatus.OK;
}
