import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { type ReactNode, useId } from 'react';

/** A card with a heading that names it for screen readers. */
export function SectionCard(props: {
  title: string;
  subtitle?: string;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const heading = useId();
  return (
    <Card role="region" aria-labelledby={heading}>
      <CardHeader>
        <Flex direction="column" gap="0.5">
          <Text as="h2" variant="title-x-small" weight="bold" id={heading}>
            {props.title}
          </Text>
          {props.subtitle && (
            <Text variant="body-small" color="secondary">
              {props.subtitle}
            </Text>
          )}
        </Flex>
      </CardHeader>
      <CardBody>{props.children}</CardBody>
      {props.footer && <CardFooter>{props.footer}</CardFooter>}
    </Card>
  );
}
