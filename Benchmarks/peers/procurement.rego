# Lines are visited once for each rule; all else is first turned into objects by what it is looked up by.
package procurement

item := {each.id: each | some each in input.catalogue}

limit := {each.id: each.limit | some each in input.staff}

ceiling := {each.id: each.ceiling | some each in input.delegations}

sources := {each.id: targets |
	some each in input.delegations
	targets := [each.source | each.source]
}

given := {id: least |
	some id, _ in ceiling
	least := min({ceiling[link] | some link in graph.reachable(sources, {id})})
}

given_groups[holder] contains amount if {
	some each in input.delegations
	holder := each.holder
	amount := given[each.id]
}

authority := {person: amount |
	some person, own in limit
	amount := max({own} | object.get(given_groups_plain, person, set()))
}

# Asking for the whole rule once makes it a plain object.
given_groups_plain := given_groups

certificate_groups[supplier][category] contains span if {
	some each in input.certificates
	supplier := each.supplier
	category := each.category
	span := [each.valid.from, each.valid.until]
}

contract_groups[supplier][category] contains span if {
	some each in input.contracts
	supplier := each.supplier
	category := each.category
	span := [each.valid.from, each.valid.until]
}

certificates := certificate_groups

contracts := contract_groups

# The look-ups are inside the functions: what is undefined in the argument of a negated call would end the rule.
certified(line) if {
	some span in certificates[line.supplier][item[line.item].category]
	span[0] <= line.day
	line.day <= span[1]
}

contracted(line) if {
	some span in contracts[line.supplier][item[line.item].category]
	span[0] <= line.day
	line.day <= span[1]
}

answer contains [line.id, "certificate"] if {
	some line in input.lines
	not certified(line)
}

answer contains [line.id, "contract"] if {
	some line in input.lines
	not contracted(line)
}

answer contains [line.id, "price"] if {
	some line in input.lines
	line.price * 100 > item[line.item].price * 105
}

answer contains [line.id, "authority"] if {
	some line in input.lines
	authority[line.approver] < line.quantity * line.price
}

answer contains [line.id, "separation"] if {
	some line in input.lines
	line.requester == line.approver
}
