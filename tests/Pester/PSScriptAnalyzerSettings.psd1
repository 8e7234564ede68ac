@{
    # Pester's blocks share variables, and its mocks have parameters, in ways that the analyser does not see.
    ExcludeRules = @('PSReviewUnusedParameter', 'PSUseDeclaredVarsMoreThanAssignments')
    Severity     = @('Error', 'Warning')
}
