import { Flex, Text } from '@backstage/ui';

/** Says that there is nothing, and what to do about it. */
export function EmptyNote(props: { title?: string; children: string }) {
  return (
    <Flex direction="column" gap="1">
      {props.title && <Text weight="bold">{props.title}</Text>}
      <Text color="secondary">{props.children}</Text>
    </Flex>
  );
}
