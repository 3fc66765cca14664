import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { toHaveNoViolations } from 'jest-axe';

expect.extend(toHaveNoViolations);

// The parts of the app are loaded and compiled while the first test of a file runs, which takes long on a busy machine.
configure({ asyncUtilTimeout: 30_000 });
jest.setTimeout(90_000);
