@echo off
rem Makes what Waipai needs, once, and starts it. The same commands as ./run on other systems.
rem Everything goes into .venv beside this file; deleting that folder undoes it.
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"
set "VENV=%HERE%.venv"
set "PINS=requirements.txt"

if /i "%~1"=="--help" goto usage
if /i "%~1"=="-h" goto usage
if /i "%~1"=="test" set "PINS=requirements-dev.txt"
if /i "%~1"=="torture" set "PINS=requirements-dev.txt"
rem The peers of the bench bring libraries that the program must not find beside it.
if /i "%~1"=="bench" set "PINS=requirements-bench.txt" & set "VENV=%HERE%.venv-bench"
set "PYTHON=%VENV%\Scripts\python.exe"

if not exist "%PYTHON%" goto setup
fc /b "%HERE%%PINS%" "%VENV%\%PINS%" >nul 2>nul
if errorlevel 1 goto setup
goto start

:setup
set "FOUND="
for %%P in ("py -3" "python") do if not defined FOUND (
    %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "FOUND=%%~P"
)
if not defined FOUND (
    echo Waipai needs Python 3.11 or newer. Please install it and start again. 1>&2
    exit /b 1
)
"%PYTHON%" -c "import pip" >nul 2>nul
if errorlevel 1 %FOUND% -m venv --clear "%VENV%"
if errorlevel 1 (
    echo Could not make "%VENV%". 1>&2
    exit /b 1
)
echo Installing the libraries into .venv ^(once^) ... 1>&2
"%PYTHON%" -m pip install --quiet --disable-pip-version-check --no-input --only-binary :all: --require-hashes -r "%HERE%%PINS%" 1>&2
if errorlevel 1 (
    echo The libraries could not be installed. Please check the network and start again. 1>&2
    exit /b 1
)
copy /y "%HERE%%PINS%" "%VENV%\%PINS%" >nul

:start
if /i "%~1"=="test" goto test
if defined PYTHONPATH (set "PYTHONPATH=%HERE%;%PYTHONPATH%") else (set "PYTHONPATH=%HERE%")
"%PYTHON%" -P -m desktop %*
exit /b %ERRORLEVEL%

:test
rem %* keeps the word "test"; pytest gets what follows it.
set "REST=%*"
set "REST=%REST:~4%"
if not defined REST set "REST=--numprocesses=auto --dist=loadfile"
set "QT_QPA_PLATFORM=offscreen"
pushd "%HERE%"
"%PYTHON%" -m pytest %REST%
set "RESULT=%ERRORLEVEL%"
popd
exit /b %RESULT%

:usage
echo run                              open the program
echo run decide FILE                  decide the cases in a JSON file and print the answers as JSON
echo run documents FILE --out DIR     write the papers of a case file into DIR and print a list of them
echo run verify FILE^|DIGEST           check a paper that explains an answer, or look up its digest
echo run leaflets [XX ...] --out DIR  write the leaflets of the countries, in four languages
echo run contributions FILE           work out the contributions of the cases in a JSON file
echo run archive save^|load FILE       write everything that is kept into one file, or read it back
echo run screens DIR                  write a picture of every page in every language into DIR
echo run selftest                     open everything once and say whether it works
echo run bench                        measure, beside other libraries
echo run torture [NAME ...]           break the program on purpose, on Linux only
echo run test [PYTEST ARGUMENTS]      run the tests
echo run law [show]                   the edition of the law in use: its day, age, agreements and changes
echo run law diff^|verify^|install PACK compare an edition, check it, bring it into use
echo run law pack --key FILE          sign an edition and write it as one file
echo run law new XX                   lay out the agreement between China and another state
echo run --profile DIR [COMMAND ...]  use DIR for the data; its key lies there and no password is asked
echo run --today DATE [COMMAND ...]   see everything as of another day, YYYY-MM-DD
echo run --language CODE [COMMAND ...] zh_Hans, de, ko or en for the screen and for messages
echo run --help                       this text
exit /b 0
