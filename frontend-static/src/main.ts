import { createApp } from 'vue'
import App from './App.vue'
import './tokens.css'
import './base.css'
import { router } from './router'

createApp(App).use(router).mount('#app')
