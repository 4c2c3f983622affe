import { Reflector } from '@nestjs/core';
import type * as z from 'zod';

/** Says what a controller's method answers with, for the OpenAPI document: `@Answer(users)`. */
export const Answer = Reflector.createDecorator<z.ZodType>();
