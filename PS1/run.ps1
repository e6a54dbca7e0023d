#Requires -Version 7

<#
.SYNOPSIS
Builds Callboard and starts it with a demo company.
.DESCRIPTION
Passes its arguments on to `cargo xtask run`.
.EXAMPLE
PS1/run.ps1
#>

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

Push-Location -Path (Join-Path -Path $PSScriptRoot -ChildPath '..')
try {
    cargo xtask run @args
    $code = $LASTEXITCODE
}
finally {
    Pop-Location
}
exit $code
