import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  Column,
  Row,
  TableBody,
  TableHeader,
  TablePagination,
  TableRoot,
} from '@backstage/ui';
import { type ReactNode, useState } from 'react';
import { milepostTranslationRef } from '../../translation';

/** A column: its heading, and what it shows of a row. */
export interface DataColumn<T> {
  id: string;
  label: string;
  cell: (row: T) => ReactNode;
}

/**
 * A table with a name, in parts of some rows. The first column names the row. Rows and columns share their ids, so each
 * says what it is: a service may be called as a column.
 */
export function DataTable<T>(props: {
  label: string;
  columns: DataColumn<T>[];
  rows: T[];
  rowId: (row: T) => string;
  pageSize?: number;
}) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const [start, setStart] = useState(0);
  const size = props.pageSize ?? 20;
  // The rows may have become fewer.
  const offset = start < props.rows.length ? start : 0;
  const rows = props.rows.slice(offset, offset + size);
  return (
    <div style={{ overflowX: 'auto' }}>
      {/* Columns are as wide as what they show; else long texts are cut off. */}
      <TableRoot aria-label={props.label} style={{ tableLayout: 'auto' }}>
        <TableHeader>
          {props.columns.map((column, index) => (
            <Column
              key={column.id}
              id={`column ${column.id}`}
              isRowHeader={index === 0}
            >
              {column.label}
            </Column>
          ))}
        </TableHeader>
        <TableBody>
          {rows.map(row => (
            <Row key={props.rowId(row)} id={`row ${props.rowId(row)}`}>
              {props.columns.map(column => (
                <Cell key={column.id}>{column.cell(row)}</Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </TableRoot>
      {props.rows.length > size && (
        <TablePagination
          pageSize={size}
          showPageSizeOptions={false}
          offset={offset}
          totalCount={props.rows.length}
          hasPreviousPage={offset > 0}
          hasNextPage={offset + size < props.rows.length}
          onPreviousPage={() => setStart(Math.max(0, offset - size))}
          onNextPage={() => setStart(offset + size)}
          getLabel={() =>
            t('table.range', {
              from: String(offset + 1),
              to: String(Math.min(offset + size, props.rows.length)),
              total: String(props.rows.length),
            })
          }
        />
      )}
    </div>
  );
}
