/// Which pictures of the diagnostics may be sent: never an older one after a newer one, though several threads work on
/// them at a time and none waits for another.
struct PublicationOrder {
  /// A picture: the number of the state of the texts, and when its maker began to look at everything else.
  struct Ticket: Sendable {
    fileprivate var state: Int
    fileprivate var moment: Int
  }

  private var moments = 0
  private var last = Ticket(state: 0, moment: 0)

  /// To be called before the results of checking data are looked at.
  mutating func begin(state: Int) -> Ticket {
    moments &+= 1
    return Ticket(state: state, moment: moments)
  }

  /// Whether a picture is newer than the one that was sent last; then it counts as sent.
  mutating func admits(_ ticket: Ticket) -> Bool {
    guard (ticket.state, ticket.moment) > (last.state, last.moment) else { return false }
    last = ticket
    return true
  }
}
