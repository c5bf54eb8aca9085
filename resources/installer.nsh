; What Windows is told of Throughline: it stands in "Open with" of YAML files without taking them over, and opens
; throughline: links.

!define YAML_PROGID "Throughline.yaml"
!define CLASSES "Software\Classes"

!macro tellShell
  ; SHCNE_ASSOCCHANGED, SHCNF_FLUSH
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0x1000, p 0, p 0)'
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "${CLASSES}\${YAML_PROGID}" "" "YAML file"
  WriteRegStr SHELL_CONTEXT "${CLASSES}\${YAML_PROGID}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "${CLASSES}\${YAML_PROGID}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegNone SHELL_CONTEXT "${CLASSES}\.yaml\OpenWithProgids" "${YAML_PROGID}"
  WriteRegNone SHELL_CONTEXT "${CLASSES}\.yml\OpenWithProgids" "${YAML_PROGID}"

  WriteRegStr SHELL_CONTEXT "${CLASSES}\throughline" "" "URL:Throughline"
  WriteRegStr SHELL_CONTEXT "${CLASSES}\throughline" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "${CLASSES}\throughline\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "${CLASSES}\throughline\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  !insertmacro tellShell
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "${CLASSES}\.yaml\OpenWithProgids" "${YAML_PROGID}"
  DeleteRegValue SHELL_CONTEXT "${CLASSES}\.yml\OpenWithProgids" "${YAML_PROGID}"
  DeleteRegKey SHELL_CONTEXT "${CLASSES}\${YAML_PROGID}"
  DeleteRegKey SHELL_CONTEXT "${CLASSES}\throughline"
  !insertmacro tellShell
!macroend
