# The entitlements of a role are computed once; people are then visited once each, and the risks are looked at only for those
# who perform two duties or more.
package segregation

duties_of_permission := {permission: duties |
	some permissions in input.duties
	some permission in permissions
	duties := {duty | some duty, others in input.duties; permission in others}
}

duties_of_role := {role: duties |
	some role, permissions in input.roles
	duties := {duty | some permission in permissions; some duty in duties_of_permission[permission]}
	count(duties) > 0
}

waived := {[waiver[0], waiver[1]] | some waiver in input.waivers}

answer contains [person, risk, role] if {
	some person, roles in input.people
	performed := {duty | some role in roles; some duty in duties_of_role[role]}
	count(performed) > 1
	some risk, pair in input.risks
	pair[0] in performed
	pair[1] in performed
	not [person, risk] in waived
	some role in roles
	some duty in pair
	duty in duties_of_role[role]
}
