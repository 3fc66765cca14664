import { Container, Flex } from '@backstage/ui';
import type { ReactNode } from 'react';

/** The body of a part of the page. */
export function PartBody(props: { children: ReactNode }) {
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        {props.children}
      </Flex>
    </Container>
  );
}
