import Glibc

/// A condition that threads wait for. Its caller guards the state it depends on.
final class Condition: Sendable {
  private struct Handles {
    var mutex = pthread_mutex_t()
    var condition = pthread_cond_t()
  }

  // The addresses of both must not change, and nothing else touches them.
  private nonisolated(unsafe) let handles: UnsafeMutablePointer<Handles>

  init() {
    handles = .allocate(capacity: 1)
    handles.initialize(to: Handles())
    pthread_mutex_init(&handles.pointee.mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(&handles.pointee.condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(&handles.pointee.condition)
    pthread_mutex_destroy(&handles.pointee.mutex)
    handles.deinitialize(count: 1)
    handles.deallocate()
  }

  /// Changes what others wait for, and wakes them.
  func signal(_ change: () -> Void) {
    pthread_mutex_lock(&handles.pointee.mutex)
    change()
    pthread_cond_broadcast(&handles.pointee.condition)
    pthread_mutex_unlock(&handles.pointee.mutex)
  }

  /// Waits until something holds.
  func wait(until holds: () -> Bool) {
    pthread_mutex_lock(&handles.pointee.mutex)
    while !holds() { pthread_cond_wait(&handles.pointee.condition, &handles.pointee.mutex) }
    pthread_mutex_unlock(&handles.pointee.mutex)
  }

  /// Waits until something holds, or until a moment of the monotonic clock, in nanoseconds; false where the time was
  /// up.
  func wait(untilTime moment: Int64, or holds: () -> Bool) -> Bool {
    var time = timespec()
    time.tv_sec = Int(moment / 1_000_000_000)
    time.tv_nsec = Int(moment % 1_000_000_000)
    pthread_mutex_lock(&handles.pointee.mutex)
    defer { pthread_mutex_unlock(&handles.pointee.mutex) }
    while !holds() {
      if pthread_cond_timedwait(&handles.pointee.condition, &handles.pointee.mutex, &time) == ETIMEDOUT {
        return holds()
      }
    }
    return true
  }

  /// Of the monotonic clock, in nanoseconds.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
