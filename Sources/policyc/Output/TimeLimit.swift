import Evaluation
import Glibc
import Synchronization

/// Ends a run that takes too long. First the evaluation is asked to stop, so that what is done is reported; if that, too,
/// takes long, the process ends. Files are replaced whole, so nothing is left half written.
enum TimeLimit {
  static let cancellation = Cancellation()
  /// At the least, what the run has to bring itself to an end; otherwise as long as it had before.
  private static let shortestGrace = 5_000
  private static let grace = Atomic<Int>(shortestGrace)
  private static let hasStopped = Atomic<Bool>(false)
  private static let message: StaticString =
    "error: the time limit was reached, and the run could not be brought to an end\n"

  static func start(_ milliseconds: Int) {
    // Made now, as a handler of signals may not make it.
    _ = cancellation
    grace.store(max(milliseconds, shortestGrace), ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in TimeLimit.expire() }
    action.sa_flags = SA_RESTART
    sigaction(SIGALRM, &action, nil)
    set(milliseconds)
  }

  private static func set(_ milliseconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = milliseconds / 1_000
    timer.it_value.tv_usec = suseconds_t(milliseconds % 1_000 * 1_000)
    setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
  }

  private static func expire() {
    if hasStopped.exchange(true, ordering: .relaxed) {
      _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
      _exit(5)
    }
    cancellation.cancel()
    set(grace.load(ordering: .relaxed))
  }
}
