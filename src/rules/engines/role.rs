//! Engine `role`: every block of a role is a finding, and its removal the fix.

use crate::diagnostic::Edit;
use crate::document::Role;
use crate::rules::Context;
use crate::rules::card::RoleMatch;

pub struct RoleEngine {
    role: Role,
}

impl RoleEngine {
    pub fn new(wanted: &RoleMatch) -> Self {
        Self { role: wanted.role }
    }

    pub fn check(&self, cx: &mut Context<'_>) {
        let document = cx.document();
        for block in document.blocks().iter().filter(|block| block.is(self.role)) {
            let report = cx.report(block.span).arg("text", document.slice(block.span));
            report.fix("fix", vec![Edit::delete(block.span)]).emit();
        }
    }
}
