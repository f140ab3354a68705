import './tokens.css'
import './page.css'
import './shell/app-root.js'
