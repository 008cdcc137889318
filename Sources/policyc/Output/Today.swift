import Glibc
import RulePlan

extension CalendarDate {
  /// The day of now in UTC.
  static func today() -> CalendarDate {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let days = Int64(now.tv_sec) / 86_400
    return CalendarDate(days: Int32(clamping: days))
  }
}
