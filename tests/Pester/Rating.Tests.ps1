BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
}

AfterAll {
    Close-Module
}

Describe 'Set-OLSessionRating' {
    BeforeEach {
        $script:connection = Connect-Bitrix24 -Sandbox
    }

    It 'stores a rating and a comment' {
        $result = Set-OLSessionRating 10001 -Rating 5 -Comment 'Well done'
        $result.PSObject.Properties.Name | Should -Be SessionId, Rating, Comment, InputObject
        $result.SessionId, $result.Rating, $result.Comment | Should -Be 10001, 5, 'Well done'
        $history = Get-OLSessionHistory 10001
        $history.Rating, $history.RatingComment | Should -Be 5, 'Well done'
    }

    It 'keeps the stored comment where only a rating is given, and tells it' {
        $null = Set-OLSessionRating 10001 -Rating 5 -Comment 'Well done'
        $before = $connection.Calls
        $result = Set-OLSessionRating 10001 -Rating 3
        $connection.Calls - $before | Should -Be 2
        $result.Rating, $result.Comment | Should -Be 3, 'Well done'
        $history = Get-OLSessionHistory 10001
        $history.Rating, $history.RatingComment | Should -Be 3, 'Well done'
    }

    It 'keeps the stored rating where only a comment is given, and reads nothing first' {
        $null = Set-OLSessionRating 10001 -Rating 5 -Comment 'Well done'
        $before = $connection.Calls
        (Set-OLSessionRating 10001 -Comment 'Better').Rating | Should -BeNullOrEmpty
        $connection.Calls - $before | Should -Be 1
        $history = Get-OLSessionHistory 10001
        $history.Rating, $history.RatingComment | Should -Be 5, 'Better'
    }

    It 'erases the stored comment only where an empty one is given with a rating' {
        $null = Set-OLSessionRating 10001 -Rating 5 -Comment 'Well done'
        [pscustomobject]@{ SessionId = 10001; Rating = '4'; Comment = '' } | Set-OLSessionRating | ForEach-Object Comment |
            Should -BeExactly 'Well done'
        (Set-OLSessionRating 10001 -Rating 4 -Comment '').Comment | Should -BeNullOrEmpty
        (Get-OLSessionHistory 10001).RatingComment | Should -BeNullOrEmpty
    }

    It 'takes ratings and comments of a file, each with its session' {
        $rows = 'SessionId,Rating,Comment', '10001,5,"one, two"', 'imol|10002,4.0,', '10003,,three', '10005,6,', '10006,,', '10007,x,y' |
            ConvertFrom-Csv
        $failed = $null
        $results = $rows | Set-OLSessionRating -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.SessionId | Should -Be 10001, 10002, 10003
        $results.Rating | Should -Be 5, 4, $null
        $results.Comment | Should -Be 'one, two', $null, 'three'
        $failed.FullyQualifiedErrorId | Should -Be (@('InvalidRating,OpenLines.Commands.SetOLSessionRatingCommand') * 3)
        $failed[0].TargetObject | Should -Be $rows[3]
    }

    It 'refuses <Why>, and sends nothing' -ForEach @(
        @{ Why = 'a rating of 0'; With = @{ Rating = 0 } }
        @{ Why = 'a rating of 6'; With = @{ Rating = 6 } }
        @{ Why = 'half a star'; With = @{ Rating = 4.5 } }
        @{ Why = 'true'; With = @{ Rating = $true } }
        @{ Why = 'a list'; With = @{ Rating = @(4, 5) } }
        @{ Why = 'a word'; With = @{ Rating = 'good' } }
        @{ Why = 'a comment that the portal would cut'; With = @{ Comment = 'x' * 10001 } }
        @{ Why = 'a comment that is no text'; With = @{ Comment = @{ a = 1 } } }
        @{ Why = 'neither'; With = @{ } }
        @{ Why = 'an empty comment without a rating'; With = @{ Comment = ' ' } }
    ) {
        $before = $connection.Calls
        $failed = $null
        Set-OLSessionRating 10001 @With -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidRating,OpenLines.Commands.SetOLSessionRatingCommand'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*1 to 5*'
        $connection.Calls | Should -Be $before
    }

    It 'is refused for a session that is not there, before anything is written' {
        $failed = $null
        5 | Set-OLSessionRating -Rating 5 -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'ACCESS_DENIED,OpenLines.Commands.SetOLSessionRatingCommand'
        5 | Set-OLSessionRating -Rating 5 -Comment x -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'ACCESS_DENIED,OpenLines.Commands.SetOLSessionRatingCommand'
    }

    It 'is not in doubt with -Verify' {
        $result = Set-OLSessionRating 10001 -Comment 'Line one
Line two' -Verify
        $result.Rating | Should -BeNullOrEmpty
        (Set-OLSessionRating 10001 -Rating 2 -Verify).Comment | Should -BeLike 'Line one*Line two'
        (Set-OLSessionRating 10001 -Comment 'x' -Verify).Rating | Should -Be 2
    }
}

Describe 'What Set-OLSessionRating sends' {
    BeforeAll {
        $script:portal = Open-Portal '--recorded', '20', '--chats', '100', '--operator', '5', '--messages', '2'
        $script:connection = Connect-Portal $portal
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'is its parameters by their exact names and types' {
        $null = Set-OLSessionRating 10001 -Rating '5' -Comment 'a & b'
        $null = Set-OLSessionRating 10001 -Rating 4
        $null = Set-OLSessionRating 10001 -Comment 'c'
        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies | Select-Object -Last 4 | Should -BeExactly @(
            '{"SESSION_ID":10001,"RATING":5,"COMMENT":"a \u0026 b"}', '{"SESSION_ID":10001}',
            '{"SESSION_ID":10001,"RATING":4,"COMMENT":"a \u0026 b"}', '{"SESSION_ID":10001,"COMMENT":"c"}')
    }

    It 'is the looks and the ratings in batches' {
        $before = $connection.Requests
        (50000001..50000100 | Set-OLSessionRating -Rating 4).Rating | Select-Object -Unique | Should -Be 4
        $connection.Requests - $before | Should -BeLessOrEqual 12
        Get-PortalChatCount $portal 'imopenlines.session.head.vote' | Should -BeGreaterOrEqual 100
    }

    It 'is NotVerified where something else is found: <Body>' -ForEach @(
        @{ Body = '{"result":{"sessionVoteHead":3,"sessionCommentHead":"x"}}'; Like = '*the rating is 3*' }
        @{ Body = '{"result":{"sessionVoteHead":5,"sessionCommentHead":null}}'; Like = '*the comment is another one*' }
    ) {
        Send-PortalAnswer $portal @{ status = 200; body = '{"result":true}' }
        Send-PortalAnswer $portal @{ status = 200; body = $Body }
        $failed = $null
        Set-OLSessionRating 10001 -Rating 5 -Comment x -Verify -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'NotVerified,OpenLines.Commands.SetOLSessionRatingCommand'
        "$($failed[0])" | Should -BeLike $Like
    }

    It 'has the codes of the portal as they come: <_>' -ForEach 'EMPTY_SESSION_ID', 'EMPTY_VOTE_PARAMS', 'ACCESS_DENIED' {
        Send-PortalAnswer $portal @{ status = 400; body = "{`"error`":`"$_`",`"error_description`":`"x`"}" }
        (Get-Failure { Set-OLSessionRating 10001 -Rating 5 -Comment x -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike "$_,*"
    }

    # The last: after it the portal is asked whether it is there.
    It 'is not sent a second time where the answer was lost: the operator would be told twice' {
        Send-PortalAnswer $portal @{ abort = $true; afterWork = $true }
        $failed = $null
        Set-OLSessionRating 10001 -Rating 5 -Comment x -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
    }
}
