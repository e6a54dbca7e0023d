#Requires -Version 7

<#
.SYNOPSIS
Runs every check of Callboard, or those named.
.DESCRIPTION
Passes its arguments on to `cargo xtask test`.
.EXAMPLE
PS1/test.ps1
#>

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

Push-Location -Path (Join-Path -Path $PSScriptRoot -ChildPath '..')
try {
    cargo xtask test @args
    $code = $LASTEXITCODE
}
finally {
    Pop-Location
}
exit $code
