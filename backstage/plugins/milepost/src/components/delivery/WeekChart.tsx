import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

/** A week of a chart. */
export interface WeekPoint {
  label: string;
  value: number | null;
  text: string;
}

/**
 * Bars by week. Screen readers and keyboards have the table below it, so the chart is one image to them.
 */
export default function WeekChart(props: {
  label: string;
  points: WeekPoint[];
  tick: (value: number) => string;
  selected?: number;
  onSelect: (index: number) => void;
}) {
  return (
    <div role="img" aria-label={props.label}>
      <ResponsiveContainer width="100%" height={180}>
        <BarChart
          accessibilityLayer={false}
          data={props.points}
          margin={{ top: 8, right: 8, bottom: 0, left: 8 }}
          style={{ cursor: 'pointer' }}
          onClick={({ activeTooltipIndex: index }) => {
            if (index !== undefined && index !== null) {
              props.onSelect(Number(index));
            }
          }}
        >
          <CartesianGrid vertical={false} stroke="var(--bui-border-1)" />
          <XAxis
            dataKey="label"
            tick={{ fill: 'var(--bui-fg-secondary)', fontSize: 12 }}
            stroke="var(--bui-border-2)"
            minTickGap={16}
          />
          <YAxis
            width={80}
            tickFormatter={props.tick}
            tick={{ fill: 'var(--bui-fg-secondary)', fontSize: 12 }}
            stroke="var(--bui-border-2)"
          />
          <Tooltip
            cursor={{ fill: 'var(--bui-bg-neutral-2)' }}
            contentStyle={{
              background: 'var(--bui-bg-app)',
              border: '1px solid var(--bui-border-2)',
              color: 'var(--bui-fg-primary)',
            }}
            itemStyle={{ color: 'var(--bui-fg-primary)' }}
            formatter={(_value, _name, item) => [
              (item.payload as WeekPoint).text,
              null,
            ]}
            separator=""
          />
          <Bar dataKey="value" isAnimationActive={false} maxBarSize={40}>
            {props.points.map((point, index) => (
              <Cell
                key={point.label}
                fill={
                  index === props.selected
                    ? 'var(--bui-fg-primary)'
                    : 'var(--bui-fg-announcement)'
                }
              />
            ))}
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
