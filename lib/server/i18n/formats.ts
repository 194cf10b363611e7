/** How dates and numbers are written. A deadline always shows its day of the week. */
export const formats = {
  dateTime: {
    day: { day: 'numeric', month: 'short', year: 'numeric' },
    dayOfYear: { day: 'numeric', month: 'short' },
    month: { month: 'long', year: 'numeric' },
    year: { year: 'numeric' },
    weekday: { weekday: 'short', day: 'numeric', month: 'short' },
    weekdayYear: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    longDay: { weekday: 'long', day: 'numeric', month: 'long' },
    moment: {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    },
    clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  },
  number: {
    whole: { maximumFractionDigits: 0 },
  },
} as const
